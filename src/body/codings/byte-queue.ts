/** A queue of bytes. What {@link take} returned is valid until the next call of it. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #byteCount = 0;
  /** Where chunks are joined, over and over: as new memory for each, they would wait for a collection of the whole heap. */
  #joint = NOTHING;

  get byteCount(): number {
    return this.#byteCount;
  }

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#byteCount += chunk.length;
  }

  /** Puts bytes at the front. */
  putBack(chunk: Uint8Array): void {
    this.#chunks.unshift(chunk);
    this.#byteCount += chunk.length;
  }

  /** Removes and returns all bytes, in order. */
  take(): Uint8Array {
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : this.#joined();
    this.clear();
    return bytes;
  }

  clear(): void {
    this.#chunks = [];
    this.#byteCount = 0;
  }

  /** Chunks that were put back may be parts of the same memory: they stand before all others, and move to its start. */
  #joined(): Uint8Array {
    if (this.#joint.length < this.#byteCount) this.#joint = new Uint8Array(this.#byteCount + SPARE_BYTES);
    let at = 0;
    for (const chunk of this.#chunks) {
      this.#joint.set(chunk, at);
      at += chunk.length;
    }
    return this.#joint.subarray(0, at);
  }
}

const NOTHING = new Uint8Array();
/** Most bodies come in pieces of one size, of which there is sometimes one more. */
const SPARE_BYTES = 16_384;
