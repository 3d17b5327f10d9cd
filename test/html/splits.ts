import assert from "node:assert/strict";
import { randomCuts, seededRandom } from "./harness.ts";

/** Seeds every random split of this run; set SEED to repeat one. */
export const SEED = Number(process.env["SEED"] ?? Date.now() % 1e6);

/** Checks what becomes of an input as a whole, char by char, in two pieces, and in pieces at random. */
export function assertAnySplit(rewrite: (cuts: readonly number[]) => string, length: number, expected: string): void {
  assert.equal(rewrite([]), expected);
  assert.equal(rewrite(Array.from({ length }, (_, i) => i)), expected, "char by char");
  for (let cut = 1; cut < length; cut += 1 + Math.floor(length / 40)) {
    assert.equal(rewrite([cut]), expected, `cut at ${cut}`);
  }
  const random = seededRandom(SEED);
  for (let i = 0; i < 3; i++) {
    const cuts = randomCuts(length, 5, random);
    assert.equal(rewrite(cuts), expected, `seed ${SEED}, cut at ${cuts}`);
  }
}
