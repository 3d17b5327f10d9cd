/** The main module of a worker: see {@link import("./worker-pool.ts").WorkerPool}. */
import cluster from "node:cluster";
import type { Config } from "../config/config.ts";
import { Log } from "../ops/log.ts";
import { logOutput } from "../ops/log-output.ts";
import { setHeapPolicy } from "./heap-policy.ts";
import { LocalService } from "./local-service.ts";
import { type Answer, type Call, type CallName, failureOf } from "./worker-calls.ts";

setHeapPolicy();

// Terminals and service managers signal all processes, but only the primary acts.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

// The primary is gone.
cluster.worker?.on("error", () => process.exit(1));

let service: LocalService | undefined;

const CALLS = {
  start(config) {
    service = new LocalService(config, new Log(config.logLevel, logOutput(process.stderr)));
    return service.listen();
  },
  reload: (config) => service?.reload(config),
  report: () => service?.report(),
  stop: () => service?.stop(),
  async close() {
    await service?.close();
    process.exit();
  },
} as const satisfies Record<CallName, (config: Config) => unknown>;

process.on("message", async ({ id, name, config }: Call) => {
  const answer = await attempt(() => CALLS[name](config as Config));
  process.send?.({ id, ...answer });
});

async function attempt(action: () => unknown): Promise<Omit<Answer, "id">> {
  try {
    return { value: await action() };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
