import type { OnReadOpts, Socket } from "node:net";

/** The most that is read from a connection at once. */
export const READ_BYTES = 65_536;

/** Reads of up to this length are copied. */
const COPIED_BYTES = READ_BYTES / 2;

/** What is read here is copied before anything else is read. */
const SHARED = Buffer.allocUnsafeSlow(READ_BYTES);

/** After so many short reads in a row, a connection gives up its own memory. */
const SHORT_READS = 8;

/**
 * The memory into which one connection is read.
 *
 * Node would allocate it anew for each read, and V8 collects all garbage for each 64 MiB of that. Here, short reads are
 * copied from memory that all connections share. Once a long one comes, the connection reads into two buffers of its own by
 * turns. One is read into again only if nobody may still look at what is in it: the last of its bytes was delivered as
 * content, so undici is through with the rest, and the reader of that content holds none of it. Otherwise the buffer is left
 * to the collector, and a new one takes its place.
 */
export class ReadBuffers {
  /** For `net.connect`. */
  readonly onread: OnReadOpts;
  readonly #isHeld: () => boolean;
  /** What is read into next. */
  #next: Buffer = SHARED;
  /** What was read into before, and how much. */
  #filled: Buffer | undefined;
  #filledBytes = 0;
  /** Whether undici is through with all of that. */
  #isRead = false;
  #shortReads = 0;

  /** @param isHeld whether content that was delivered may still be read */
  constructor(isHeld: () => boolean) {
    this.#isHeld = isHeld;
    const take = (length: number) => this.#take(length);
    this.onread = {
      buffer: () => this.#next,
      callback(this: Socket, length: number) {
        return this.push(take(length));
      },
    } as OnReadOpts;
  }

  /** Content of the response is about to be delivered. */
  deliver({ buffer, byteOffset, byteLength }: Uint8Array): void {
    if (this.#filled?.buffer === buffer) this.#isRead = byteOffset + byteLength === this.#filledBytes;
  }

  /**
   * A response is complete: undici is through with it.
   *
   * @param isFree whether all that came was read, and no content of it is held
   */
  settle(isFree: boolean): void {
    if (isFree) this.#isRead = true;
    else this.#filled = undefined;
  }

  #take(length: number): Buffer {
    const memory = this.#next;
    if (length > COPIED_BYTES) {
      this.#shortReads = 0;
      if (memory !== SHARED) return this.#turn(length);
      this.#next = Buffer.allocUnsafeSlow(READ_BYTES);
    } else if (++this.#shortReads === SHORT_READS) {
      this.#next = SHARED;
      this.#filled = undefined;
    }
    return copyOf(memory, length);
  }

  #turn(length: number): Buffer {
    const isFree = this.#isRead && !this.#isHeld();
    const next = (isFree ? this.#filled : undefined) ?? Buffer.allocUnsafeSlow(READ_BYTES);
    this.#filled = this.#next;
    this.#filledBytes = length;
    this.#isRead = false;
    this.#next = next;
    return this.#filled.subarray(0, length);
  }
}

/** In memory of its own: a slice of Node's pool would keep all of that alive. */
function copyOf(memory: Buffer, length: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(length);
  memory.copy(copy, 0, 0, length);
  return copy;
}
