/** How many are there, and what is to happen once nobody is. */
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

  /** Calls back when the last one leaves, at once when nobody is there. */
  whenEmpty(callback: () => void): void {
    this.#onEmpty = callback;
    if (this.#count === 0) callback();
  }
}
