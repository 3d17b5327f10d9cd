import { type Dispatcher, Pool } from "undici";
import { percentile } from "../statistics.ts";

export interface PacedLoad {
  readonly url: URL;
  readonly fields: Readonly<Record<string, string>>;
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

export interface PacedResult {
  readonly requestsPerSecond: number;
  readonly requests: number;
  readonly failures: number;
  /** From the request to the first byte of the body, median. */
  readonly firstByteMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends requests at a steady rate, whether or not earlier ones have been answered. */
export async function applyPacedLoad({ url, fields, requestsPerSecond, seconds }: PacedLoad): Promise<PacedResult> {
  const pool = new Pool(url.origin, { connections: 64, headersTimeout: 10_000, bodyTimeout: 10_000 });
  const requests = Math.max(1, Math.round(requestsPerSecond * seconds));
  const pending: Promise<Timing | undefined>[] = [];
  const { promise: sent, resolve } = Promise.withResolvers<void>();
  const start = performance.now();
  const clock = setInterval(() => {
    const due = Math.min(requests, ((performance.now() - start) * requestsPerSecond) / 1000);
    while (pending.length < due) pending.push(timed(pool, url.pathname, fields));
    if (pending.length === requests) resolve();
  }, 1);
  await sent;
  clearInterval(clock);
  const timings = (await Promise.all(pending)).filter((timing) => timing !== undefined);
  await pool.destroy();
  const firstBytesMs = timings.map(({ firstByteMs }) => firstByteMs).sort((a, b) => a - b);
  const latenciesMs = timings.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return {
    requestsPerSecond,
    requests,
    failures: requests - timings.length,
    firstByteMs: percentile(firstBytesMs, 50),
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  };
}

interface Timing {
  readonly firstByteMs: number;
  readonly latencyMs: number;
}

/** Resolves to undefined without a complete response. */
function timed(pool: Pool, path: string, headers: PacedLoad["fields"]): Promise<Timing | undefined> {
  return new Promise((resolve) => pool.dispatch({ method: "GET", path, headers }, new Stopwatch(resolve)));
}

class Stopwatch implements Dispatcher.DispatchHandler {
  readonly #done: (timing: Timing | undefined) => void;
  readonly #startMs = performance.now();
  #firstByteMs = 0;
  #status = 0;

  constructor(done: (timing: Timing | undefined) => void) {
    this.#done = done;
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(): void {
    this.#firstByteMs ||= performance.now() - this.#startMs;
  }

  onResponseEnd(): void {
    const timing = { firstByteMs: this.#firstByteMs, latencyMs: performance.now() - this.#startMs };
    this.#done(this.#status === 200 ? timing : undefined);
  }

  onResponseError(): void {
    this.#done(undefined);
  }
}
