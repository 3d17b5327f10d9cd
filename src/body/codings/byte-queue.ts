/** A queue of bytes. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #byteCount = 0;

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
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.clear();
    return bytes;
  }

  clear(): void {
    this.#chunks = [];
    this.#byteCount = 0;
  }
}
