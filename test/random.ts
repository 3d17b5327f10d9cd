/** Seeds all that is random in a run of the tests; `SEED=n` runs the same again. */
export const SEED = Number(process.env["SEED"] ?? Date.now() % 1e6);

/** How many times as much is tried as usually. */
const RUNS = Number(process.env["RUNS"] ?? 1);

/** How often something random is tried: `RUNS=100` tries a hundred times as often. */
export function rounds(count: number): number {
  return count * RUNS;
}

/** How fast-check tries a property: so often, from the seed of this run, which it prints when it fails. */
export function runs(count: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: SEED, numRuns: rounds(count) };
}

/** Numbers in [0, 1) that a seed determines (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
