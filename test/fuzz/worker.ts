import { parentPort, workerData } from "node:worker_threads";
import { run } from "./campaign.ts";
import { TARGETS, type TargetName } from "./targets.ts";

/** What a worker is told. */
export interface Assignment {
  readonly name: TargetName;
  readonly seed: number;
  readonly from: number;
  readonly seconds: number;
  /** One 32-bit number: the case that runs. */
  readonly progress: SharedArrayBuffer;
}

const { name, progress, ...campaign } = workerData as Assignment;
const current = new Int32Array(progress);
const target = await TARGETS[name]();
try {
  const failure = await run(target, { ...campaign, onCase: (index) => Atomics.store(current, 0, index) });
  parentPort?.postMessage(failure && { ...failure, error: failure.error.stack ?? String(failure.error) });
} finally {
  await target.close?.();
}
