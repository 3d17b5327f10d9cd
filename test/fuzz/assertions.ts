import assert from "node:assert/strict";

/** More than this for a few KiB is no linear time, on however busy a machine. */
const SLOW_MS = 400;

/**
 * What an action makes; fails when it takes far too long three times in a row.
 *
 * @param slowMs CPU time
 */
export function inTime<T>(action: () => T, slowMs = SLOW_MS): T {
  const times: number[] = [];
  for (;;) {
    const before = process.cpuUsage();
    const result = action();
    const { user } = process.cpuUsage(before);
    if (user < slowMs * 1000) return result;
    times.push(Math.round(user / 1000));
    assert.ok(times.length < 3, `took ${times.join(", ")} ms`);
  }
}

/** Runs what may refuse its input; fails for any error but those that the program announces. */
export function announcing<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if ((error as Error).name !== "ReoriginError") throw error;
    return undefined;
  }
}
