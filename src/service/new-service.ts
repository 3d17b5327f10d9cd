import { availableParallelism } from "node:os";
import type { Config } from "../config/config.ts";
import type { Log } from "../ops/log.ts";
import { LocalService } from "./local-service.ts";
import type { Service } from "./service.ts";
import { WorkerPool } from "./worker-pool.ts";

/** Creates the service for a configuration. It does not listen yet. */
export function newService(config: Config, log: Log): Service {
  const size = config.workers === "auto" ? availableParallelism() : config.workers;
  return size === 1 ? new LocalService(config, log) : new WorkerPool(config, size, log);
}
