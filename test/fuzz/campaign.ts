import { seededRandom } from "../random.ts";
import { minimized } from "./minimize.ts";
import { type Grammar, mutated, type Random } from "./mutator.ts";

/** What is fuzzed: inputs of one grammar, and what must hold for each. */
export interface Target extends Grammar {
  /**
   * @param random the same numbers for the same case
   * @throws when something does not hold
   */
  holds(input: string, random: Random): void | Promise<void>;
  close?(): Promise<void>;
}

export interface Failure {
  /** The number of the case. */
  readonly index: number;
  /** The shortest input found that fails. */
  readonly input: string;
  readonly error: Error;
}

export interface Campaign {
  readonly seed: number;
  /** The first case. */
  readonly from: number;
  readonly seconds: number;
  /** Told of each case before it runs. */
  readonly onCase: (index: number) => void;
}

const MINIMIZE_MS = 5000;
/** So many run even where the machine has no time. */
const LEAST_CASES = 20;

/** Runs cases until one fails or time is up. A case depends on the seed and its number alone. */
export async function run(target: Target, { seed, from, seconds, onCase }: Campaign): Promise<Failure | undefined> {
  const deadline = performance.now() + seconds * 1000;
  for (let index = from; index < from + LEAST_CASES || performance.now() < deadline; index++) {
    onCase(index);
    const input = mutated(target, randomOf(seed, index));
    const tried = (text: string) => outcome(target, text, randomOf(seed, index));
    const first = await tried(input);
    if (!first) continue;
    const smallest = await minimized(input, async (text) => (await tried(text)) !== undefined, MINIMIZE_MS);
    const error = await tried(smallest);
    return error ? { index, input: smallest, error } : { index, input, error: first };
  }
  return undefined;
}

function randomOf(seed: number, index: number): Random {
  return seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ index);
}

async function outcome(target: Target, input: string, random: Random): Promise<Error | undefined> {
  try {
    await target.holds(input, random);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
