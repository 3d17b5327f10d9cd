/** Text of a stream, addressed by absolute offsets. */
export interface Pieces {
  /** Offset after the last char. */
  readonly end: number;
  /** The text between two offsets, or the bytes of its latin1 view. */
  piece(start: number, end: number): string | Uint8Array;
}

/** A chunk that has not become a string. */
export class Chunk implements Pieces {
  /** Its offset in the stream. */
  readonly start: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.start = start;
  }

  get end(): number {
    return this.start + this.#bytes.length;
  }

  piece(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start - this.start, end - this.start);
  }
}
