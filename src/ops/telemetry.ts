import type { Config } from "../config/config.ts";
import { type ProxyObserver, tellAll } from "../proxy/observer.ts";
import type { ServerState } from "../upstream/origin-server.ts";
import { AccessLog } from "./access-log.ts";
import { LiveView } from "./live/live-view.ts";
import type { Log } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { ProcessMetrics } from "./process-metrics.ts";
import { Counter } from "./prometheus.ts";
import { EMPTY_REPORT, type Report } from "./report.ts";
import { serverFamilies } from "./server-metrics.ts";

/** Observes one proxy: access log, metrics and live page. */
export class Telemetry {
  /** The observer to pass to the proxy. */
  readonly observer: ProxyObserver;
  readonly #log: Log;
  readonly #metrics = new Metrics();
  readonly #process = new ProcessMetrics();
  readonly #live: LiveView | undefined;

  /** @param config without `admin`, nothing is kept for the live page */
  constructor({ admin }: Pick<Config, "admin">, log: Log) {
    this.#log = log;
    this.#live = admin === false ? undefined : new LiveView();
    this.observer = tellAll([new AccessLog(log), this.#metrics, ...(this.#live ? [this.#live] : [])]);
  }

  /** @param servers their current states */
  report(servers: readonly ServerState[]): Report {
    const dropped = new Counter("reorigin_log_lines_dropped_total", "Log lines that were dropped.");
    dropped.add(this.#log.droppedCount);
    return {
      metrics: [...this.#metrics.families(), ...serverFamilies(servers), dropped.family(), ...this.#process.families()],
      live: this.#live?.report(servers) ?? EMPTY_REPORT.live,
    };
  }

  close(): void {
    this.#process.close();
  }
}
