import assert from "node:assert/strict";

const MOST_RUNS = 10;

/**
 * Asserts that twice the work takes about twice the processor time.
 *
 * The first runs are compiled under way, and what else the machine does disturbs others: of up to ten, the fastest count.
 *
 * @param run does the work, once or twice as much of it
 * @param enoughMs below this the clock tells nothing; quadratic work of this size takes longer
 */
export function assertLinear(run: (times: 1 | 2) => void, enoughMs = 40): void {
  let once = Number.POSITIVE_INFINITY;
  let twice = Number.POSITIVE_INFINITY;
  const isLinear = () => twice < enoughMs || twice < 3 * once;
  for (let i = 0; i < MOST_RUNS && !isLinear(); i++) {
    once = Math.min(once, cpuMs(run, 1));
    twice = Math.min(twice, cpuMs(run, 2));
  }
  assert.ok(isLinear(), `${once} ms, twice as much ${twice} ms`);
}

function cpuMs(run: (times: 1 | 2) => void, times: 1 | 2): number {
  const before = process.cpuUsage();
  run(times);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
