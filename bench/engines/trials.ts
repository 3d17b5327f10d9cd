import type { Case } from "./cases.ts";
import type { EngineProcess } from "./engine-process.ts";
import type { Engine } from "./table.ts";

/** One engine with one page. */
export interface Trial {
  readonly engine: Engine;
  readonly process: EngineProcess;
  readonly case: Case;
  /** Why it is not measured: what is wrong with its output, or why it has none. */
  readonly fault: string | undefined;
  readonly bytesPerSecond: number[];
}

/** Runs all engines on all pages and checks each output, before anything is measured. */
export async function checkedTrials(processes: readonly EngineProcess[], cases: readonly Case[]): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const case_ of cases) {
    const outputs = new Map<Engine["reads"], Buffer>();
    for (const process of processes) {
      const fault = await faultOf(process, case_, outputs);
      trials.push({ engine: process.engine, process, case: case_, fault, bytesPerSecond: [] });
    }
  }
  return trials;
}

/** @param outputs for each way to read, the first correct output. Engines that read everything must agree to the byte. */
async function faultOf(
  process: EngineProcess,
  case_: Case,
  outputs: Map<Engine["reads"], Buffer>,
): Promise<string | undefined> {
  const { reads } = process.engine;
  try {
    const output = await process.rewrite(case_.name, case_.task, case_.source);
    const fault = await case_.fault(output, reads);
    if (fault !== undefined) return fault;
    if (reads === "everything" && !(outputs.get(reads) ?? output).equals(output)) return "it differs from the others";
    outputs.set(reads, output);
    return undefined;
  } catch (error) {
    return `absent: ${(error as Error).message}`;
  }
}
