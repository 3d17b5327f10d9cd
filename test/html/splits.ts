import assert from "node:assert/strict";
import { rounds, SEED, seededRandom } from "../random.ts";
import { randomCuts } from "./harness.ts";

/** Checks what becomes of an input as a whole, char by char, in two pieces, and in pieces at random. */
export function assertAnySplit(rewrite: (cuts: readonly number[]) => string, length: number, expected: string): void {
  assert.equal(rewrite([]), expected);
  assert.equal(rewrite(Array.from({ length }, (_, i) => i)), expected, "char by char");
  for (let cut = 1; cut < length; cut += 1 + Math.floor(length / 40)) {
    assert.equal(rewrite([cut]), expected, `cut at ${cut}`);
  }
  const random = seededRandom(SEED);
  for (let i = 0; i < rounds(3); i++) {
    const cuts = randomCuts(length, 5, random);
    assert.equal(rewrite(cuts), expected, `SEED=${SEED}, cut at ${cuts}`);
  }
}
