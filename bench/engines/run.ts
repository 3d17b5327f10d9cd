import { casesOf } from "./cases.ts";
import { EngineProcess } from "./engine-process.ts";
import { ENGINES, REFERENCE } from "./table.ts";
import { checkedTrials, type Trial } from "./trials.ts";

export interface EngineRun {
  /** See `casesOf`. Default: the generated pages. */
  readonly files?: readonly string[];
  /** Only engines whose names contain this, besides the reference. Default: all. */
  readonly only?: string | undefined;
  readonly rounds: number;
  /** How long one measurement takes. */
  readonly ms: number;
}

/**
 * Measures all engines, each in a process of its own.
 *
 * @throws {Error} a file cannot be read
 */
export async function runEngines({ files = [], only = "", rounds, ms }: EngineRun): Promise<Trial[]> {
  const cases = await casesOf(files);
  const engines = ENGINES.filter(({ name }) => name.includes(only) || name === REFERENCE);
  const processes = engines.map((engine) => new EngineProcess(engine));
  try {
    const trials = await checkedTrials(processes, cases);
    await measure(trials, rounds, ms);
    return trials;
  } finally {
    for (const process of processes) process.close();
  }
}

/** All engines take turns in each round, so that other load disturbs them alike. The first round does not count. */
async function measure(trials: readonly Trial[], rounds: number, ms: number): Promise<void> {
  const sound = trials.filter(({ fault }) => fault === undefined);
  for (let round = 0; round <= rounds; round++) {
    for (const trial of sound) trial.bytesPerSecond.push(await trial.process.measure(trial.case.name, ms));
  }
  for (const { bytesPerSecond } of sound) bytesPerSecond.shift();
}

/** The result of a trial for the JSON file. */
export function engineResult({ engine, case: { page, task }, fault, bytesPerSecond }: Trial) {
  return { engine: engine.name, page, mount: task.mount, fault, bytesPerSecond };
}
