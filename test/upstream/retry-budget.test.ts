import assert from "node:assert/strict";
import { test } from "node:test";
import { RetryBudget } from "../../src/upstream/retry-budget.ts";

const cases = [
  { name: "a fifth", percent: 20, expected: 200 },
  { name: "all", percent: 100, expected: 1000 },
  { name: "none", percent: 0, expected: 0 },
];

test("good times are saved up for, to a limit", () => {
  const budget = new RetryBudget(20);
  for (let i = 0; i < 10_000; i++) budget.earn();
  let count = 0;
  while (budget.spend()) count++;
  assert.equal(count, 100);
});

for (const { name, percent, expected } of cases) {
  test(`of a thousand requests that all fail, as many are sent again as may be: ${name}`, () => {
    const budget = new RetryBudget(percent);
    let count = 0;
    for (let i = 0; i < 1000; i++) {
      budget.earn();
      if (budget.spend()) count++;
    }
    // What is there at the beginning is for finding out a server that fails.
    assert.ok(count >= expected && count <= expected + 10, String(count));
  });
}
