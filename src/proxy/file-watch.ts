import { type StatsListener, unwatchFile, watchFile } from "node:fs";

/** Notices that files have changed, whatever way they are put in place: written, renamed, or behind links that move. */
export class FileWatch {
  readonly #files: readonly string[];
  readonly #listener: StatsListener;

  /** @param intervalMs how often they are looked at */
  constructor(files: readonly string[], intervalMs: number, onChange: () => void) {
    this.#files = files;
    this.#listener = () => onChange();
    for (const file of files) watchFile(file, { interval: intervalMs, persistent: false }, this.#listener);
  }

  close(): void {
    for (const file of this.#files) unwatchFile(file, this.#listener);
  }
}
