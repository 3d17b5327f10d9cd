import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteSplices } from "../../src/body/byte-splices.ts";
import { Splices } from "../../src/splice.ts";
import { runs } from "../random.ts";

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));

/** Where a splice begins and ends, counted from the end of the one before, and what it puts there, as bytes or as a string. */
const SPLICES = fc.array(fc.record({ gap: fc.nat(9), length: fc.nat(9), bytes: bytes(40), isString: fc.boolean() }), {
  maxLength: 8,
});

test("splices of bytes do what splices of a string do, in memory that is allocated once, however little it is", () => {
  const holds = (
    chunk: Buffer,
    parts: { gap: number; length: number; bytes: Buffer; isString: boolean }[],
    room: number,
  ) => {
    let allocations = 0;
    const before = Buffer.from(chunk);
    const expected = new Splices(chunk.toString("latin1"));
    const splices = new ByteSplices(chunk, (needed) => {
      allocations++;
      return Buffer.alloc(needed + room);
    });
    let at = 0;
    for (const { gap, length, bytes, isString } of parts) {
      const start = Math.min(at + gap, chunk.length);
      at = Math.min(start + length, chunk.length);
      expected.add(start, at, bytes.toString("latin1"));
      splices.add(start, at, isString ? bytes.toString("latin1") : bytes);
    }
    assert.equal(splices.apply().toString("latin1"), expected.apply());
    assert.ok(allocations <= 1);
    assert.deepEqual(chunk, before);
  };
  fc.assert(fc.property(bytes(60), SPLICES, fc.nat(50), holds), runs(2000));
});

test("a chunk without splices is returned itself, and no memory is allocated", () => {
  const chunk = Buffer.from("x");
  assert.equal(new ByteSplices(chunk, () => assert.fail()).apply(), chunk);
});
