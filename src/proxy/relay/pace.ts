/** Tells whether a client sends content too slowly. Only the time in which it is waited for counts. */
export class Pace {
  readonly #bytesPerSecond: number;
  readonly #windowMs: number;
  #bytes = 0;
  #waitedMs = 0;
  #since: number | undefined;

  /**
   * @param bytesPerSecond on average in each window; 0 for any
   * @param windowMs 0 for any pace, too
   */
  constructor(bytesPerSecond: number, windowMs: number) {
    this.#bytesPerSecond = windowMs === 0 ? 0 : bytesPerSecond;
    this.#windowMs = windowMs;
  }

  /** From now on the client is waited for. */
  start(): void {
    this.#since ??= performance.now();
  }

  /** Nobody waits, until the next {@link start}. */
  stop(): void {
    this.#pass();
    this.#since = undefined;
  }

  /** Takes note of what came; false when it was too little for too long. */
  accepts(bytes: number): boolean {
    this.#bytes += bytes;
    this.#pass();
    if (this.#waitedMs < this.#windowMs) return true;
    const isFastEnough = this.#bytes * 1000 >= this.#bytesPerSecond * this.#waitedMs;
    this.#bytes = 0;
    this.#waitedMs = 0;
    return isFastEnough;
  }

  #pass(): void {
    if (this.#since === undefined) return;
    const now = performance.now();
    this.#waitedMs += now - this.#since;
    this.#since = now;
  }
}
