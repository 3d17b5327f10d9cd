import { type ProxyObserver, tellAll } from "../proxy/observer.ts";
import { AccessLog } from "./access-log.ts";
import type { Log } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { ProcessMetrics } from "./process-metrics.ts";
import { Counter } from "./prometheus.ts";
import type { Report } from "./report.ts";

/** What watches one proxy: its log and its counters. */
export class Telemetry {
  /** To be given to the proxy. */
  readonly observer: ProxyObserver;
  readonly #log: Log;
  readonly #metrics = new Metrics();
  readonly #process = new ProcessMetrics();

  constructor(log: Log) {
    this.#log = log;
    this.observer = tellAll([new AccessLog(log), this.#metrics]);
  }

  report(): Report {
    const dropped = new Counter("reorigin_log_lines_dropped_total", "Log lines that nobody took.");
    dropped.add(this.#log.droppedCount);
    return { metrics: [...this.#metrics.families(), dropped.family(), ...this.#process.families()] };
  }

  close(): void {
    this.#process.close();
  }
}
