import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import type { Log } from "../ops/log.ts";
import { ProcessMetrics } from "../ops/process-metrics.ts";
import { Counter, gauge } from "../ops/prometheus.ts";
import { EMPTY_REPORT, pastReport, type Report, sumReports } from "../ops/report.ts";
import { Restarts } from "./restarts.ts";
import type { Service } from "./service.ts";
import { WorkerProcess } from "./worker-process.ts";

/** A proxy in several processes that share its addresses. One that exits is replaced; the others continue. */
export class WorkerPool implements Service {
  readonly #log: Log;
  readonly #size: number;
  readonly #workers = new Set<WorkerProcess>();
  readonly #restarts = new Restarts();
  readonly #restartCount = new Counter(
    "reorigin_worker_restarts_total",
    "Workers that were started in place of others.",
  );
  readonly #metrics = new ProcessMetrics();
  readonly #polling: NodeJS.Timeout;
  readonly #failed = Promise.withResolvers<never>();
  #config: Config;
  /** The reports of workers that have exited. */
  #past = EMPTY_REPORT;
  #isClosing = false;

  constructor(config: Config, size: number, log: Log) {
    this.#log = log;
    this.#size = size;
    this.#config = { ...config, limits: shareOf(config.limits, size) };
    this.#polling = setInterval(() => void this.#poll(), POLL_MS).unref();
    this.#failed.promise.catch(() => {});
  }

  get isReady(): boolean {
    return !this.#isClosing && [...this.#workers].some(({ isReady }) => isReady);
  }

  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  async listen(): Promise<AddressInfo[]> {
    // An address that cannot be listened on is reported once.
    const addresses = await this.#start();
    await Promise.all(Array.from({ length: this.#size - 1 }, () => this.#start()));
    return addresses;
  }

  async reload(config: Config): Promise<void> {
    const shared = { ...config, limits: shareOf(config.limits, this.#size) };
    const [first, ...others] = [...this.#workers].filter(({ isReady }) => isReady);
    await first?.call("reload", shared);
    this.#config = shared;
    this.#log.setLevel(config.logLevel);
    await Promise.all(others.map((worker) => worker.call("reload", shared).catch(() => worker.kill())));
  }

  async report(): Promise<Report> {
    await Promise.race([this.#poll(), delay(POLL_MS, undefined, { ref: false })]);
    const own = [
      gauge("reorigin_workers", "Workers that are ready.", [...this.#workers].filter(({ isReady }) => isReady).length),
      this.#restartCount.family(),
      ...this.#metrics.families(),
    ];
    return sumReports([
      ...[...this.#workers].map(({ report }) => report),
      this.#past,
      { ...EMPTY_REPORT, metrics: own },
    ]);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#polling);
    this.#metrics.close();
    const deadline = setTimeout(() => this.#kill(), this.#config.limits.drainTimeoutMs + KILL_AFTER_MS);
    const workers = [...this.#workers];
    // Clients whose connection ends reconnect: by then no worker may listen any more.
    await Promise.all(workers.map((worker) => worker.call("stop").catch(() => {})));
    await Promise.all(workers.map((worker) => this.#end(worker)));
    clearTimeout(deadline);
  }

  async #start(): Promise<AddressInfo[]> {
    const worker = new WorkerProcess();
    this.#workers.add(worker);
    const config = this.#config;
    try {
      const addresses = await worker.call("start", config);
      if (config !== this.#config) await worker.call("reload", this.#config);
      worker.isReady = true;
      void worker.ended.then((how) => this.#replace(worker, how));
      return addresses;
    } catch (error) {
      this.#workers.delete(worker);
      worker.kill();
      throw error;
    }
  }

  async #replace(worker: WorkerProcess, how: string | number): Promise<void> {
    this.#past = sumReports([this.#past, pastReport(worker.report)]);
    this.#workers.delete(worker);
    if (this.#isClosing) return;
    this.#log.write("error", "a worker ended", { pid: worker.pid, end: how });
    await this.#startAgain(performance.now() - worker.startedAt);
  }

  async #startAgain(aliveMs: number): Promise<void> {
    const delayMs = this.#restarts.delayMs(aliveMs);
    if (delayMs === undefined) {
      this.#failed.reject(
        new ReoriginError("ERR_WORKER", 'Cannot keep "workers" running: they end soon after their start'),
      );
      return;
    }
    await delay(delayMs, undefined, { ref: false });
    if (this.#isClosing) return;
    this.#restartCount.add();
    const startedAt = performance.now();
    try {
      await this.#start();
    } catch (error) {
      this.#log.write("error", "a worker did not start", { error: (error as Error).message });
      await this.#startAgain(performance.now() - startedAt);
    }
  }

  async #end(worker: WorkerProcess): Promise<void> {
    worker.call("close").catch(() => {});
    await worker.ended;
  }

  #kill(): void {
    for (const worker of this.#workers) worker.kill();
  }

  async #poll(): Promise<void> {
    await Promise.all(
      [...this.#workers].map(async (worker) => {
        worker.report = await worker.call("report").catch(() => worker.report);
      }),
    );
  }
}

const POLL_MS = 1000;
/** Extra time for a worker after its own deadline, before it is killed. */
const KILL_AFTER_MS = 1000;

/** Limits that are shared by all workers. */
const SHARED_LIMITS = ["connections", "upstreamConnections", "upstreamQueue"] as const satisfies (keyof Limits)[];

function shareOf(limits: Readonly<Limits>, size: number): Readonly<Limits> {
  const shares = SHARED_LIMITS.map((name) => [name, Math.ceil(limits[name] / size)]);
  return { ...limits, ...Object.fromEntries(shares) };
}
