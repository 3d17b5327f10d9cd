import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ejection } from "../../src/upstream/ejection.ts";

/**
 * What happens to a server: `+` well, `-` ill, `x` unreachable, a number: so many milliseconds pass, `t` it is tried,
 * `r` a request is released; and what is seen: `I` in, `O` out and not due, `D` due.
 */
const cases = [
  { name: "it begins in", story: "I", changes: "" },
  { name: "a few failures are none", story: "--I", changes: "" },
  { name: "so many in a row are", story: "---O", changes: "out" },
  { name: "a good answer between them begins anew", story: "--+--I", changes: "" },
  { name: "so do answers of both kinds", story: "-x-O", changes: "out" },
  { name: "what was asked before it was out is no news", story: "---+O", changes: "out" },
  { name: "it is due after its time", story: "---999O 1D", changes: "out" },
  { name: "one request at a time is tried", story: "---1000D tO", changes: "out" },
  { name: "that does well: it is in", story: "---1000t+I", changes: "out in" },
  { name: "and takes as many failures as before", story: "---1000t+--I -O", changes: "out in out" },
  { name: "that fails: it is out for another time, and nobody is told", story: "---1000t-O 999O 1D", changes: "out" },
  { name: "that tells nothing: another one may", story: "---1000tO rD", changes: "out" },
  { name: "flapping", story: "---1000t+---1000t+I", changes: "out in out in" },
];

for (const { name, story, changes } of cases) {
  test(`passed over: ${name}`, () => {
    let now = 5;
    const told: string[] = [];
    const ejection = new Ejection(
      { failures: 3, durationMs: 1000, maxPercent: 100 },
      { now: () => now, mayEject: () => true, changed: (isIn) => told.push(isIn ? "in" : "out") },
    );
    const steps: Record<string, () => void> = {
      "+": () => ejection.note("well"),
      "-": () => ejection.note("ill"),
      x: () => ejection.note("unreachable"),
      t: () => ejection.try(),
      r: () => ejection.release(),
      I: () => assert.deepEqual([ejection.isOut, ejection.isDue(false)], [false, false]),
      O: () => assert.deepEqual([ejection.isOut, ejection.isDue(false)], [true, false]),
      D: () => assert.deepEqual([ejection.isOut, ejection.isDue(false)], [true, true]),
    };
    for (const [step] of story.matchAll(/\d+|\S/g)) {
      if (/\d/.test(step)) now += Number(step);
      else steps[step]?.();
    }
    assert.equal(told.join(" "), changes);
  });
}

describe("a server that may not be ejected", () => {
  const context = { now: () => 0, mayEject: () => false, changed() {} };
  const options = { failures: 3, durationMs: 1000, maxPercent: 0 };

  test("stays in, whatever it answers", () => {
    const ejection = new Ejection(options, context);
    for (let i = 0; i < 10; i++) ejection.note("ill");
    assert.equal(ejection.isOut, false);
  });

  test("is out when it cannot be reached", () => {
    const ejection = new Ejection(options, context);
    for (let i = 0; i < 3; i++) ejection.note("unreachable");
    assert.deepEqual([ejection.isOut, ejection.isIll], [true, false]);
  });
});

test("the last resort is tried sooner", () => {
  let now = 0;
  const context = { now: () => now, mayEject: () => true, changed() {} };
  const ejection = new Ejection({ failures: 1, durationMs: 30_000, maxPercent: 100 }, context);
  ejection.note("unreachable");
  now = 999;
  assert.equal(ejection.isDue(true), false);
  now = 1000;
  assert.deepEqual([ejection.isDue(true), ejection.isDue(false)], [true, false]);
});
