import type { ChunkSplice } from "../splice.ts";

/** Collects splices of one chunk, and applies them. */
export class ByteSplices {
  readonly #chunk: Buffer;
  readonly #allocate: (bytes: number) => Buffer;
  #cursor = 0;
  #output: Buffer | undefined;
  #length = 0;

  /** @param allocate memory for the output, called at most once; it may be larger than needed */
  constructor(chunk: Buffer, allocate: (bytes: number) => Buffer) {
    this.#chunk = chunk;
    this.#allocate = allocate;
  }

  readonly add: ChunkSplice = (start, end, replacement) => {
    const output = this.#room(start - this.#cursor + replacement.length);
    this.#chunk.copy(output, this.#length, this.#cursor, start);
    this.#length += start - this.#cursor;
    if (typeof replacement === "string") output.write(replacement, this.#length, "latin1");
    else output.set(replacement, this.#length);
    this.#length += replacement.length;
    this.#cursor = end;
  };

  /** The chunk with all its changes; the very same chunk when there was none. */
  apply(): Buffer {
    if (!this.#output) return this.#chunk;
    this.add(this.#chunk.length, this.#chunk.length, "");
    return this.#output.subarray(0, this.#length);
  }

  /** The output, with room for so many bytes more. */
  #room(bytes: number): Buffer {
    const needed = this.#length + bytes;
    // Most changes make a chunk a little longer.
    this.#output ??= this.#allocate(Math.max(this.#chunk.length + (this.#chunk.length >> 2), needed));
    if (needed > this.#output.length) {
      const larger = Buffer.allocUnsafeSlow(2 * needed);
      this.#output.copy(larger, 0, 0, this.#length);
      this.#output = larger;
    }
    return this.#output;
  }
}
