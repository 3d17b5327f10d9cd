import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { gauge, type MetricFamily } from "./prometheus.ts";

/** Metrics of one process, under the usual names. Those that cannot be summed over processes carry its number as a label. */
export class ProcessMetrics {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #measuredSince = performance.now();

  constructor() {
    this.#delay.enable();
  }

  families(): MetricFamily[] {
    const { heapUsed, rss } = process.memoryUsage();
    return [
      gauge("process_resident_memory_bytes", "Resident memory size.", rss),
      gauge("nodejs_heap_size_used_bytes", "Heap in use.", heapUsed),
      {
        name: "nodejs_eventloop_lag_p99_seconds",
        help: "99th percentile of the event loop's delay in the last seconds.",
        type: "gauge",
        samples: { [`nodejs_eventloop_lag_p99_seconds{process="${process.pid}"}`]: this.#delayP99S() },
      },
    ];
  }

  close(): void {
    this.#delay.disable();
  }

  #delayP99S(): number {
    const delayMs = this.#delay.count === 0 ? 0 : Math.max(0, this.#delay.percentile(99) / NS_PER_MS - RESOLUTION_MS);
    if (performance.now() - this.#measuredSince > WINDOW_MS) {
      this.#delay.reset();
      this.#measuredSince = performance.now();
    }
    return delayMs / 1000;
  }
}

const RESOLUTION_MS = 20;
const WINDOW_MS = 10_000;
const NS_PER_MS = 1e6;
