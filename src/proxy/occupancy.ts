/** Exchanges in flight. */
export interface InFlight {
  /** Those that are answered, tunnels not included. */
  readonly requests: number;
  /** Those whose protocol is switched. */
  readonly tunnels: number;
}

/** Counts exchanges, and calls back once there are none. */
export class Occupancy implements InFlight {
  #count = 0;
  #tunnels = 0;
  #onEmpty: (() => void) | undefined;

  get requests(): number {
    return this.#count - this.#tunnels;
  }

  get tunnels(): number {
    return this.#tunnels;
  }

  enter(): void {
    this.#count++;
  }

  /** One has become a tunnel. */
  switch(): void {
    this.#tunnels++;
  }

  /** @param isTunnel whether {@link switch} was called for it */
  leave(isTunnel: boolean): void {
    this.#count--;
    if (isTunnel) this.#tunnels--;
    if (this.#count === 0) this.#onEmpty?.();
  }

  /** Calls back when the last one leaves, at once if there is none. */
  whenEmpty(callback: () => void): void {
    this.#onEmpty = callback;
    if (this.#count === 0) callback();
  }
}
