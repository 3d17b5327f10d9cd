/** When to restart a worker that exited: with growing delays, if workers exit soon after their start. */
export class Restarts {
  #earlyEnds = 0;

  /**
   * @param aliveMs how long it lived
   * @returns what to wait before the next start; undefined when it makes no sense to go on
   */
  delayMs(aliveMs: number): number | undefined {
    this.#earlyEnds = aliveMs < EARLY_MS ? this.#earlyEnds + 1 : 0;
    if (this.#earlyEnds > MAX_EARLY_ENDS) return undefined;
    return this.#earlyEnds === 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (this.#earlyEnds - 1), MAX_DELAY_MS);
  }
}

const EARLY_MS = 5000;
const MAX_EARLY_ENDS = 6;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 2000;
