import assert from "node:assert/strict";
import { test } from "node:test";
import { Restarts } from "../../src/service/restarts.ts";

const LONG_MS = 60_000;
const SHORT_MS = 10;

const cases: readonly { name: string; lives: readonly number[]; expected: readonly (number | undefined)[] }[] = [
  { name: "one that lived long is replaced at once", lives: [LONG_MS, LONG_MS], expected: [0, 0] },
  { name: "short lives are followed by longer and longer waits", lives: [SHORT_MS, SHORT_MS], expected: [100, 200] },
  { name: "a long life ends the waits", lives: [SHORT_MS, LONG_MS, SHORT_MS], expected: [100, 0, 100] },
  {
    name: "in the end it is given up",
    lives: Array.from({ length: 7 }, () => SHORT_MS),
    expected: [100, 200, 400, 800, 1600, 2000, undefined],
  },
];

for (const { name, lives, expected } of cases) {
  test(`restarts: ${name}`, () => {
    const restarts = new Restarts();
    assert.deepEqual(
      lives.map((aliveMs) => restarts.delayMs(aliveMs)),
      expected,
    );
  });
}
