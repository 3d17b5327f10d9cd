import assert from "node:assert/strict";
import { test } from "node:test";
import { soak } from "./support/soak.ts";
import { soakTable } from "./support/soak-table.ts";

const SECONDS = 15;

test("L8 a short soak: every answer is right; npm run soak takes longer", async (t) => {
  const outcome = await soak(t, SECONDS);
  process.stdout.write(`\n${soakTable(outcome)}\n`);
  for (const [path, { answered, failures }] of Object.entries(outcome.loads)) {
    assert.deepEqual([...failures], [], path);
    assert.ok(answered > 0, path);
  }
});
