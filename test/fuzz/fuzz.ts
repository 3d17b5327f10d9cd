import { Worker } from "node:worker_threads";
import type { TargetName } from "./targets.ts";
import type { Assignment } from "./worker.ts";

/** A case may take this long before it counts as one that never ends. */
const HANG_MS = 20_000;

/**
 * Fuzzes one target in a thread of its own, so that even an endless loop is noticed.
 *
 * @param from the first case. Default 0.
 * @returns how many cases ran
 * @throws an error that names the seed, the case and the shortest input that fails
 */
export async function fuzz(
  name: TargetName,
  { seed, seconds, from = 0 }: { seed: number; seconds: number; from?: number },
) {
  const progress = new SharedArrayBuffer(4);
  const current = new Int32Array(progress);
  const assignment: Assignment = { name, seed, seconds, from, progress };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: assignment });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const fail = (what: string) => {
    const again = `node test/fuzz/main.ts --target ${name} --seed ${seed} --case ${Atomics.load(current, 0)}`;
    reject(new Error(`${what}\n${again}`));
  };
  worker.on("message", (failure?: { readonly input: string; readonly error: string }) => {
    if (failure) fail(`${name} fails for ${JSON.stringify(failure.input)}\n${failure.error}`);
    else resolve(Atomics.load(current, 0) - from + 1);
  });
  worker.on("error", (error) => fail(`${name} dies: ${(error as Error).stack}`));
  let last = -1;
  const watch = setInterval(() => {
    const index = Atomics.load(current, 0);
    if (index === last) fail(`${name} hangs`);
    last = index;
  }, HANG_MS);
  try {
    return await promise;
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}
