import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { READ_BYTES, ReadBuffers } from "../../../src/upstream/transports/read-buffers.ts";

const LONG = READ_BYTES / 2 + 1;
const SHORT = READ_BYTES / 2;

/** A connection that is read into memory of ours. */
class Reading {
  isHeld = false;
  readonly buffers = new ReadBuffers(() => this.isHeld);
  readonly shared = this.next;

  /** The memory that is read into next. */
  get next(): Buffer {
    return (this.buffers.onread.buffer as () => Buffer)();
  }

  /** Reads so many bytes of one value; returns what the socket gets. */
  read(length: number, value: number): Buffer {
    const pushed: Buffer[] = [];
    const memory = this.next;
    memory.fill(value, 0, length);
    const socket = { push: (bytes: Buffer) => pushed.push(bytes) > 0 };
    this.buffers.onread.callback.call(socket as never, length, memory);
    assert.equal(pushed.length, 1);
    return pushed[0]!;
  }

  deliver(bytes: Buffer): void {
    this.buffers.deliver(bytes);
  }
}

/** Reads until the connection has memory of its own. */
function grown(): Reading {
  const reading = new Reading();
  reading.deliver(reading.read(LONG, 0));
  return reading;
}

/** What happens to a long read → whether its memory is read into again after the next long read. */
const ROWS: Record<string, [(reading: Reading, bytes: Buffer) => void, boolean]> = {
  "all of it is delivered": [(reading, bytes) => reading.deliver(bytes), true],
  "its end is delivered, after a head": [(reading, bytes) => reading.deliver(bytes.subarray(200)), true],
  "it is delivered in pieces": [
    (reading, bytes) => {
      reading.deliver(bytes.subarray(10, 1000));
      reading.deliver(bytes.subarray(1002));
    },
    true,
  ],
  "nothing of it is delivered: it may be a head": [() => {}, false],
  "its end is not delivered: it may be the start of trailers": [
    (reading, bytes) => reading.deliver(bytes.subarray(0, -5)),
    false,
  ],
  "a copy of it is delivered": [(reading, bytes) => reading.deliver(Buffer.from(bytes)), false],
  "it is delivered, and held": [
    (reading, bytes) => {
      reading.deliver(bytes);
      reading.isHeld = true;
    },
    false,
  ],
  "it is delivered, held, and let go": [
    (reading, bytes) => {
      reading.isHeld = true;
      reading.deliver(bytes);
      reading.isHeld = false;
    },
    true,
  ],
  "the response ends with it": [(reading) => reading.buffers.settle(true), true],
  "the response ends, and is held": [
    (reading, bytes) => {
      reading.deliver(bytes);
      reading.buffers.settle(false);
    },
    false,
  ],
};

describe("the memory of a long read is used again when", () => {
  for (const [name, [then, isUsedAgain]] of Object.entries(ROWS)) {
    test(`${name}: ${isUsedAgain ? "yes" : "no"}`, () => {
      const reading = grown();
      const bytes = reading.read(LONG, 1);
      then(reading, bytes);
      reading.read(LONG, 2);
      assert.equal(reading.next.buffer === bytes.buffer, isUsedAgain);
      assert.equal(bytes[0], 1);
    });
  }
});

test("it is never used while the read after it goes on", () => {
  const reading = grown();
  const bytes = reading.read(LONG, 1);
  reading.deliver(bytes);
  assert.notEqual(reading.next.buffer, bytes.buffer);
});

test("short reads are copied, and leave shared memory to others", () => {
  const reading = new Reading();
  const bytes = reading.read(SHORT, 1);
  assert.notEqual(bytes.buffer, reading.shared.buffer);
  assert.equal(bytes.buffer.byteLength, SHORT);
  assert.equal(reading.next, reading.shared);
});

test("the first long read is copied, too: other connections share its memory", () => {
  const reading = new Reading();
  const bytes = reading.read(LONG, 1);
  assert.notEqual(bytes.buffer, reading.shared.buffer);
  assert.notEqual(reading.next.buffer, reading.shared.buffer);
});

test("many short reads in a row give the memory back", () => {
  const reading = grown();
  for (let i = 0; i < 7; i++) reading.read(1000, 1);
  assert.notEqual(reading.next, reading.shared);
  reading.read(1000, 1);
  assert.equal(reading.next, reading.shared);
});

test("a short read between two long ones does not", () => {
  const reading = grown();
  for (let i = 0; i < 20; i++) reading.read(i % 2 === 0 ? 1000 : LONG, 1);
  assert.notEqual(reading.next, reading.shared);
});
