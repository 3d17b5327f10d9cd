import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzz } from "../fuzz/fuzz.ts";
import { TARGET_NAMES } from "../fuzz/targets.ts";
import { SEED } from "../html/splits.ts";

/** For all targets together; `npm run fuzz -- --seconds 600` takes its time. */
const SECONDS = 40;

for (const name of TARGET_NAMES) {
  test(`fuzzing ${name}: nothing dies, hangs or breaks its promises`, async (t) => {
    const count = await fuzz(name, { seed: SEED, seconds: SECONDS / TARGET_NAMES.length });
    t.diagnostic(`seed ${SEED}, ${count} cases`);
    assert.ok(count > 10);
  });
}
