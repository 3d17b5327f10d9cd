import assert from "node:assert/strict";
import { test } from "node:test";
import { OutputMemory } from "../../src/body/output-memory.ts";

const LONG = 65_536;

/** Whoever is given output, and says what the test says. */
function holders(count: number) {
  return Array.from({ length: count }, () => ({ holdsContent: false }));
}

const REUSED: Readonly<Record<string, (memory: OutputMemory) => [Buffer, Buffer]>> = {
  "a buffer whose holder is through with it": (memory) => {
    const [one, two] = holders(2);
    return [memory.lend(LONG, one), memory.lend(LONG, two)];
  },
  "a buffer that another one was lent after": (memory) => {
    const [one, two, three] = holders(3);
    const first = memory.lend(LONG, one);
    one!.holdsContent = true;
    memory.lend(LONG, two);
    two!.holdsContent = true;
    one!.holdsContent = false;
    return [first, memory.lend(LONG, three)];
  },
  "for output of another length": (memory) => {
    const [one, two] = holders(2);
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
    const [one, two] = holders(2);
    const first = memory.lend(LONG, one);
    one!.holdsContent = true;
    return [first, memory.lend(LONG, two)];
  },
  "while the same holder holds it": (memory) => {
    const one = { holdsContent: false };
    const first = memory.lend(LONG, one);
    one.holdsContent = true;
    return [first, memory.lend(LONG, one)];
  },
  "of a holder that says nothing": (memory) => [memory.lend(LONG, undefined), memory.lend(LONG, holders(1)[0])],
  "for a holder that says nothing": (memory) => [memory.lend(LONG, holders(1)[0]), memory.lend(LONG, undefined)],
  "for little output": (memory) => [memory.lend(LONG, holders(1)[0]), memory.lend(1000, holders(1)[0])],
  "for more than it is long": (memory) => [memory.lend(LONG, holders(1)[0]), memory.lend(10 * LONG, holders(1)[0])],
  "when so many hold theirs that it is left to its holder": (memory) => {
    const [one, ...others] = holders(20);
    const first = memory.lend(LONG, one);
    one!.holdsContent = true;
    for (const other of others) {
      memory.lend(LONG, other);
      other.holdsContent = true;
    }
    one!.holdsContent = false;
    return [first, memory.lend(LONG, holders(1)[0])];
  },
};

for (const [name, lendTwice] of Object.entries(OWN)) {
  test(`other memory is lent: ${name}`, () => {
    const [first, second] = lendTwice(new OutputMemory());
    assert.notEqual(first.buffer, second.buffer);
  });
}
