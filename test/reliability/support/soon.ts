import assert from "node:assert/strict";

/** What has not happened by then hangs, however busy the machine is. */
export const HANG_MS = 5000;
/** When a client should know; the machine may pause for longer now and then. */
const SOON_MS = 1000;

/** Asserts that nine of ten knew within a second. */
export function assertSoon(durationsMs: readonly number[]): void {
  const late = durationsMs.filter((ms) => !(ms <= SOON_MS));
  assert.ok(late.length <= durationsMs.length / 10, `after more than a second: ${late.map(Math.round)} ms`);
}
