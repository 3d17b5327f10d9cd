/** Notices inactivity. */
export class IdleTimer {
  readonly #timeoutMs: number;
  readonly #onIdle: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isWaiting = false;

  /** @param timeoutMs 0 for never */
  constructor(timeoutMs: number, onIdle: () => void) {
    this.#timeoutMs = timeoutMs;
    this.#onIdle = onIdle;
  }

  /** Reports activity, and starts waiting for the next. */
  touch(): void {
    if (this.#timer) this.#timer.refresh();
    else if (this.#timeoutMs > 0 && !this.#isWaiting) this.#startSoon();
  }

  /** Stops waiting, until the next {@link touch}. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isWaiting = false;
  }

  /** Deferred, because most activity follows within the same turn of the event loop. */
  #startSoon(): void {
    this.#isWaiting = true;
    queueMicrotask(() => {
      if (this.#isWaiting) this.#timer ??= setTimeout(this.#onIdle, this.#timeoutMs).unref();
    });
  }
}
