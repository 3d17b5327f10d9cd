import type { Holder } from "./stage.ts";

/** Allocates at least so many bytes, which may contain anything. */
export type Allocate = (bytes: number) => Buffer;

/** The holder of what is read before anything else is rewritten. */
export const NOBODY: Holder = { holdsChunks: false };

/** Output of what is read from a connection at once, 64 KiB, is seldom longer. */
const LENT_BYTES = 81_920;
/** Shorter output has memory of its own: who reads it slowly should not keep a whole buffer alive. */
const SHORTEST_LENT_BYTES = 16_384;
/** A response's content leaves only at the end of the turn, and several may be on their way by then. */
const BUFFERS = 4;

interface Loan {
  readonly buffer: Buffer;
  readonly holder: Holder;
}

/**
 * Memory for output, lent to one holder after another: V8 collects all garbage for each 64 MiB that is allocated anew.
 *
 * A buffer is lent again once its holder says that it holds nothing. If all are held, the oldest is left to its holder, and a
 * new one takes its place.
 */
export class OutputMemory {
  readonly #loans: Loan[] = [];
  readonly #lentBytes: number;

  /** @param lentBytes the longest output that is lent */
  constructor(lentBytes: number = LENT_BYTES) {
    this.#lentBytes = lentBytes;
  }

  /** At least so many bytes, for output that the holder is given before any other is rewritten. */
  lend(bytes: number, holder: Holder): Buffer {
    if (bytes < SHORTEST_LENT_BYTES || bytes > this.#lentBytes) return Buffer.allocUnsafe(bytes);
    const free = this.#loans.findIndex((loan) => !loan.holder.holdsChunks);
    const [loan] = free < 0 ? [] : this.#loans.splice(free, 1);
    const buffer = loan?.buffer ?? Buffer.allocUnsafeSlow(this.#lentBytes);
    this.#loans.push({ buffer, holder });
    if (this.#loans.length > BUFFERS) this.#loans.shift();
    return buffer;
  }
}
