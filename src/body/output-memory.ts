/** Who is given output, and when it is through with it. */
export interface OutputHolder {
  /** Whether it may still read what it was given. While it may, that memory must not be used again. */
  readonly holdsContent: boolean;
}

/** Output up to this length is lent. */
const LENT_BYTES = 98_304;
/** Shorter output has memory of its own: who reads it slowly should not keep a whole buffer alive. */
const SHORTEST_LENT_BYTES = 16_384;
/** A response's content leaves only at the end of the turn, and several may be on their way by then. */
const BUFFERS = 4;

interface Loan {
  readonly buffer: Buffer;
  readonly holder: OutputHolder;
}

/**
 * Memory for output, lent to one holder after another: V8 collects all garbage for each 64 MiB that is allocated anew.
 *
 * A buffer is lent again once its holder says that it holds nothing. If all are held, the oldest is left to its holder, and a
 * new one takes its place.
 */
export class OutputMemory {
  readonly #loans: Loan[] = [];

  /**
   * At least so many bytes, for output that the holder is given before it takes any other.
   *
   * @param holder undefined for one that holds its output for as long as it likes
   */
  lend(bytes: number, holder: OutputHolder | undefined): Buffer {
    if (!holder || bytes < SHORTEST_LENT_BYTES || bytes > LENT_BYTES) return Buffer.allocUnsafe(bytes);
    const free = this.#loans.findIndex((loan) => !loan.holder.holdsContent);
    const [loan] = free < 0 ? [] : this.#loans.splice(free, 1);
    const buffer = loan?.buffer ?? Buffer.allocUnsafeSlow(LENT_BYTES);
    this.#loans.push({ buffer, holder });
    if (this.#loans.length > BUFFERS) this.#loans.shift();
    return buffer;
  }
}
