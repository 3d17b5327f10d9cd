/** Measures whether a client sends content too slowly. Only the time spent waiting for the client counts. */
export class Pace {
  readonly #bytesPerSecond: number;
  readonly #windowMs: number;
  #bytes = 0;
  #waitedMs = 0;
  #since: number | undefined;

  /**
   * @param bytesPerSecond the least average rate in each window; 0 for no limit
   * @param windowMs waiting time after which the rate is checked; 0 for no limit
   */
  constructor(bytesPerSecond: number, windowMs: number) {
    this.#bytesPerSecond = windowMs === 0 ? 0 : bytesPerSecond;
    this.#windowMs = windowMs;
  }

  /** The wait for the client begins. */
  start(): void {
    this.#since ??= performance.now();
  }

  /** The wait is over, until the next {@link start}. */
  stop(): void {
    this.#pass();
    this.#since = undefined;
  }

  /** Counts received bytes; false when a window ended with too few. */
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
