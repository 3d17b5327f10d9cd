import type { Config } from "../config/config.ts";
import { warningsOf } from "../config/warnings.ts";
import { ReoriginError } from "../errors.ts";
import type { Log } from "../ops/log.ts";
import { Counter, type MetricFamily } from "../ops/prometheus.ts";
import type { Service } from "./service.ts";

/** Options that cannot change while the service runs. */
const FIXED = ["admin", "workers"] as const satisfies (keyof Config)[];

/** Reloads of the configuration. A refused one changes nothing. */
export class Reloads {
  readonly #service: Service;
  readonly #log: Log;
  readonly #count = new Counter("reorigin_reloads_total", "Configurations that were read again.", "outcome");
  /** The current configuration. */
  #config: Config;
  #running: Promise<void> | undefined;
  #isWanted = false;

  constructor(service: Service, config: Config, log: Log) {
    this.#service = service;
    this.#config = config;
    this.#log = log;
  }

  get family(): MetricFamily {
    return this.#count.family();
  }

  /** Reads a configuration and applies it. A call in the meantime makes it repeat that once. */
  async reload(read: () => Config): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#run(read).finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #run(read: () => Config): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      try {
        await this.#moveTo(read());
        this.#count.add(1, "done");
        this.#log.write("info", "configuration reloaded");
      } catch (error) {
        this.#count.add(1, "refused");
        const { message } = error as Error;
        for (const problem of message.split("\n")) this.#log.write("error", "configuration refused", { problem });
      }
    }
  }

  async #moveTo(config: Config): Promise<void> {
    const changed = FIXED.find((name) => config[name] !== this.#config[name]);
    if (changed) throw new ReoriginError("ERR_CONFIG", `Cannot change "${changed}": that needs a new start`);
    await this.#service.reload(config);
    for (const warning of warningsOf(config)) this.#log.write("warn", warning);
    this.#config = config;
  }
}
