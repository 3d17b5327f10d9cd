import assert from "node:assert/strict";
import { test } from "node:test";
import { soak } from "./support/soak.ts";
import { soakTable } from "./support/soak-table.ts";

const SECONDS = 15;
/** Bounds for a machine that is busy; those of a long soak are in soak.ts. */
const MOST_LOOP_DELAY_MS = 500;
const MOST_GROWTH_BYTES = 24 * 2 ** 20;

test("L8 a short soak: every answer is right; npm run soak takes longer", async (t) => {
  const outcome = await soak(t, SECONDS);
  process.stdout.write(`\n${soakTable(outcome)}\n`);
  for (const [path, { answered, failures }] of Object.entries(outcome.loads)) {
    assert.deepEqual([...failures], [], path);
    assert.ok(answered > 0, path);
  }
  assert.ok(outcome.medianLoopDelayMs <= MOST_LOOP_DELAY_MS, `event loop p99: ${outcome.medianLoopDelayMs} ms`);
  const [middle, last] = [outcome.samples[outcome.samples.length / 2], outcome.samples.at(-1)];
  const growth = last!.liveRssBytes - middle!.liveRssBytes;
  assert.ok(growth <= MOST_GROWTH_BYTES, `${growth} bytes more in the second half`);
});
