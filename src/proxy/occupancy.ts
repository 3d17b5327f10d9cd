/** Counts exchanges, and calls back once there are none. */
export class Occupancy {
  #count = 0;
  #onEmpty: (() => void) | undefined;

  enter(): void {
    this.#count++;
  }

  leave(): void {
    this.#count--;
    if (this.#count === 0) this.#onEmpty?.();
  }

  /** Calls back when the last one leaves, at once if there is none. */
  whenEmpty(callback: () => void): void {
    this.#onEmpty = callback;
    if (this.#count === 0) callback();
  }
}
