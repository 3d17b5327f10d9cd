/**
 * Limits retries on other servers to a share of all requests: if every server fails, the load must not double. A request
 * that is sent to the same server again because a reused connection closed needs no credit: that server has just answered.
 */
export class RetryBudget {
  readonly #share: number;
  #credit: number;

  /** @param percent of the requests; 0 for none */
  constructor(percent: number) {
    this.#share = percent / 100;
    this.#credit = percent > 0 ? FIRST_CREDIT : 0;
  }

  /** A request is sent for the first time. */
  earn(): void {
    this.#credit = Math.min(MAX_CREDIT, this.#credit + this.#share);
  }

  /** @returns whether a request may be retried */
  spend(): boolean {
    if (this.#credit < 1) return false;
    this.#credit--;
    return true;
  }
}

/** Enough to notice a failing server, even with few requests. */
const FIRST_CREDIT = 10;

/** The most that is saved up: enough for all requests a server had in flight when it failed. */
const MAX_CREDIT = 100;
