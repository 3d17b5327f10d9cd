import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzz } from "../fuzz/fuzz.ts";
import { TARGET_NAMES } from "../fuzz/targets.ts";

/** Always the same cases, as far as time allows; `SEED=n` and `npm run fuzz` try others. */
const SEED = Number(process.env["SEED"] ?? 1);
/** For all targets together; `npm run fuzz -- --seconds 600` takes its time. */
const SECONDS = 24;

for (const name of TARGET_NAMES) {
  test(`fuzzing ${name}: nothing dies, hangs or breaks its promises`, async (t) => {
    const count = await fuzz(name, { seed: SEED, seconds: SECONDS / TARGET_NAMES.length });
    t.diagnostic(`seed ${SEED}, ${count} cases`);
    assert.ok(count > 10);
  });
}
