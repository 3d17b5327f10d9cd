import { type StatsListener, unwatchFile, watchFile } from "node:fs";

/**
 * Notices that files have changed, whatever way they are put in place: written, renamed, or behind links that move. They are
 * looked at now and then: notifications of the file system would be faster, but get lost where a directory is replaced by a
 * link, as Kubernetes does, and over a network.
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
