import { type BigIntStats, statSync } from "node:fs";
import { stat } from "node:fs/promises";

/**
 * Notices changed files, whether they are overwritten, renamed into place, or behind a link that moves. It polls:
 * notifications of the file system would be faster, but get lost over a network, and when a link replaces a directory, as
 * in Kubernetes.
 */
export class FileWatch {
  readonly #files: readonly string[];
  #seen: string;
  #next: NodeJS.Timeout | undefined;
  #settling: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** Looks at the files for the first time: to be called before they are read, so that no change is missed. */
  constructor(files: readonly string[]) {
    this.#files = files;
    this.#seen = files.map(versionNow).join("\n");
  }

  /**
   * @param onChange called once for files that change together; also for what has changed since the first look
   * @param intervalMs how often they are looked at
   */
  begin(onChange: () => void, intervalMs = INTERVAL_MS): void {
    if (this.#files.length === 0) return;
    void this.#look(onChange).then(() => {
      if (!this.#isClosed) this.#next = setTimeout(() => this.begin(onChange, intervalMs), intervalMs).unref();
    });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#next);
    clearTimeout(this.#settling);
  }

  async #look(onChange: () => void): Promise<void> {
    const versions = await Promise.all(this.#files.map(versionOf));
    const now = versions.join("\n");
    if (this.#isClosed || now === this.#seen) return;
    this.#seen = now;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(onChange, SETTLING_MS).unref();
  }
}

const INTERVAL_MS = 1000;
const SETTLING_MS = 100;

function versionNow(file: string): string {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats ? identity(stats) : NONE;
}

function versionOf(file: string): Promise<string> {
  return stat(file, { bigint: true }).then(identity, () => NONE);
}

/** What differs between two contents of one file, and between two files of one name. */
function identity({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}

const NONE = "none";
