/** Tells whether the process has taken more memory than it may; asked for each request, it looks from time to time. */
export class MemoryWatch {
  readonly #memoryBytes: number;
  #isShort = false;
  #lookAgainAt = 0;

  /** @param memoryBytes resident; 0 for no bound */
  constructor(memoryBytes: number) {
    this.#memoryBytes = memoryBytes;
  }

  get isShort(): boolean {
    if (this.#memoryBytes === 0) return false;
    const now = performance.now();
    if (now >= this.#lookAgainAt) {
      this.#isShort = process.memoryUsage.rss() > this.#memoryBytes;
      this.#lookAgainAt = now + LOOK_MS;
    }
    return this.#isShort;
  }
}

const LOOK_MS = 200;
