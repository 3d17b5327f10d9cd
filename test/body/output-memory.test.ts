import assert from "node:assert/strict";
import { test } from "node:test";
import { OutputMemory } from "../../src/body/output-memory.ts";

const LONG = 65_536;

interface Held {
  holdsChunks: boolean;
}

const NOBODY: Held = { holdsChunks: false };

/** Whoever is given output, and says what the test says. */
function holders(count: number): Held[] {
  return Array.from({ length: count }, () => ({ holdsChunks: false }));
}

const REUSED: Readonly<Record<string, (memory: OutputMemory) => [Buffer, Buffer]>> = {
  "a buffer whose holder is through with it": (memory) => {
    const [one, two] = holders(2) as [Held, Held];
    return [memory.lend(LONG, one), memory.lend(LONG, two)];
  },
  "a buffer that another one was lent after": (memory) => {
    const [one, two, three] = holders(3) as [Held, Held, Held];
    const first = memory.lend(LONG, one);
    one.holdsChunks = true;
    memory.lend(LONG, two);
    two.holdsChunks = true;
    one.holdsChunks = false;
    return [first, memory.lend(LONG, three)];
  },
  "for output of another length": (memory) => {
    const [one, two] = holders(2) as [Held, Held];
    return [memory.lend(LONG, one), memory.lend(LONG / 2, two)];
  },
};

for (const [name, lendTwice] of Object.entries(REUSED)) {
  test(`the same memory is lent again: ${name}`, () => {
    const [first, second] = lendTwice(new OutputMemory());
    assert.equal(first.buffer, second.buffer);
    assert.ok(second.length >= LONG / 2);
  });
}

const OWN: Readonly<Record<string, (memory: OutputMemory) => [Buffer, Buffer]>> = {
  "while its holder holds it": (memory) => {
    const [one, two] = holders(2) as [Held, Held];
    const first = memory.lend(LONG, one);
    one.holdsChunks = true;
    return [first, memory.lend(LONG, two)];
  },
  "while the same holder holds it": (memory) => {
    const one = { holdsChunks: false };
    const first = memory.lend(LONG, one);
    one.holdsChunks = true;
    return [first, memory.lend(LONG, one)];
  },
  "for little output": (memory) => [memory.lend(LONG, NOBODY), memory.lend(1000, NOBODY)],
  "for more than it is long": (memory) => [memory.lend(LONG, NOBODY), memory.lend(10 * LONG, NOBODY)],
  "when so many hold theirs that it is left to its holder": (memory) => {
    const [one, ...others] = holders(20) as [Held, ...Held[]];
    const first = memory.lend(LONG, one);
    one.holdsChunks = true;
    for (const other of others) {
      memory.lend(LONG, other);
      other.holdsChunks = true;
    }
    one.holdsChunks = false;
    return [first, memory.lend(LONG, NOBODY)];
  },
};

for (const [name, lendTwice] of Object.entries(OWN)) {
  test(`other memory is lent: ${name}`, () => {
    const [first, second] = lendTwice(new OutputMemory());
    assert.notEqual(first.buffer, second.buffer);
  });
}
