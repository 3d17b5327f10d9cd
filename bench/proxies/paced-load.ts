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
  const timings = new Timings(requests);
  const options = { method: "GET", path: url.pathname, headers: fields } as const;
  const start = performance.now();
  let sent = 0;
  const clock = setInterval(() => {
    const due = Math.min(requests, ((performance.now() - start) * requestsPerSecond) / 1000);
    for (; sent < due; sent++) pool.dispatch(options, new Stopwatch(timings));
    if (sent === requests) clearInterval(clock);
  }, 1);
  await timings.areComplete;
  await pool.destroy();
  const { failures, firstBytesMs, latenciesMs } = timings;
  return {
    requestsPerSecond,
    requests,
    failures,
    firstByteMs: percentile(firstBytesMs, 50),
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  };
}

/** Numbers only: objects that are kept for each request would have this process collect garbage, and all proxies wait for it. */
class Timings {
  readonly areComplete: Promise<void>;
  readonly #complete: () => void;
  readonly #firstBytesMs: Float64Array;
  readonly #latenciesMs: Float64Array;
  #answers = 0;
  failures = 0;

  constructor(requests: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.areComplete = promise;
    this.#complete = resolve;
    this.#firstBytesMs = new Float64Array(requests);
    this.#latenciesMs = new Float64Array(requests);
  }

  /** From the request to the first byte of the body, ascending. */
  get firstBytesMs(): readonly number[] {
    return [...this.#firstBytesMs.subarray(0, this.#answers).toSorted()];
  }

  get latenciesMs(): readonly number[] {
    return [...this.#latenciesMs.subarray(0, this.#answers).toSorted()];
  }

  add(firstByteMs: number, latencyMs: number): void {
    this.#firstBytesMs[this.#answers] = firstByteMs;
    this.#latenciesMs[this.#answers] = latencyMs;
    this.#answers++;
    this.#completeWithLast();
  }

  fail(): void {
    this.failures++;
    this.#completeWithLast();
  }

  #completeWithLast(): void {
    if (this.#answers + this.failures === this.#latenciesMs.length) this.#complete();
  }
}

class Stopwatch implements Dispatcher.DispatchHandler {
  readonly #timings: Timings;
  readonly #startMs = performance.now();
  #firstByteMs = 0;
  #status = 0;

  constructor(timings: Timings) {
    this.#timings = timings;
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(): void {
    this.#firstByteMs ||= performance.now() - this.#startMs;
  }

  onResponseEnd(): void {
    if (this.#status === 200) this.#timings.add(this.#firstByteMs, performance.now() - this.#startMs);
    else this.#timings.fail();
  }

  onResponseError(): void {
    this.#timings.fail();
  }
}
