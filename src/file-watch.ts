import { type StatsListener, unwatchFile, watchFile } from "node:fs";

/**
 * Notices changed files, whether they are overwritten, renamed into place, or behind a link that moves. It polls:
 * notifications of the file system would be faster, but get lost over a network, and when a link replaces a directory, as
 * in Kubernetes.
 */
export class FileWatch {
  readonly #files: readonly string[];
  readonly #listener: StatsListener;
  #settling: NodeJS.Timeout | undefined;

  /**
   * @param intervalMs how often they are looked at
   * @param onChange is called once for files that change together
   */
  constructor(files: readonly string[], intervalMs: number, onChange: () => void) {
    this.#files = files;
    this.#listener = () => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(onChange, SETTLING_MS).unref();
    };
    for (const file of files) watchFile(file, { interval: intervalMs, persistent: false }, this.#listener);
  }

  close(): void {
    clearTimeout(this.#settling);
    for (const file of this.#files) unwatchFile(file, this.#listener);
  }
}

const SETTLING_MS = 100;
