import { unwatchFile, watchFile } from "node:fs";

/**
 * Looks at some files every second or so. Notifications of the file system would be faster, but get lost where a directory is
 * replaced by a link, as Kubernetes does, and over a network.
 */
export class FileWatch {
  readonly #onChange: () => void;
  #files: readonly string[] = [];

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Watches these files, and no others any more. */
  watch(files: readonly string[]): void {
    for (const file of this.#files) if (!files.includes(file)) unwatchFile(file, this.#onChange);
    for (const file of files) {
      if (!this.#files.includes(file)) watchFile(file, { interval: INTERVAL_MS, persistent: false }, this.#onChange);
    }
    this.#files = [...files];
  }
}

const INTERVAL_MS = 1000;
