import autocannon, { type Result } from "autocannon";
import { percentile } from "../statistics.ts";

export interface Load {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly connections: number;
  /** The duration. With a fixed number of requests, a server that has become slower gets up to ten times as long. */
  readonly seconds: number;
  /** The total number of requests. Default: as many as possible. */
  readonly requests?: number | undefined;
}

export interface LoadResult {
  readonly requests: number;
  /** Responses without a 2xx status, and requests without a response. */
  readonly failures: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends the next request on each connection as soon as the last is answered. */
export async function applyLoad({ url, fields, connections, seconds, requests }: Load): Promise<LoadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const extent = requests === undefined ? { duration: seconds } : { amount: requests };
  const options = { url, headers: fields, connections, sampleInt: 50, bailout: 1_000, ...extent };
  const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
  const guard = setTimeout(() => run.stop?.(), seconds * 10_000);
  const latenciesMs: number[] = [];
  const start = performance.now();
  let end = start;
  run.on("response", (_client, _status, _bytes, latencyMs) => {
    latenciesMs.push(latencyMs);
    end = performance.now();
  });
  const { errors, non2xx } = await promise;
  clearTimeout(guard);
  latenciesMs.sort((a, b) => a - b);
  const unanswered = Math.max(errors, (requests ?? 0) - latenciesMs.length);
  return {
    requests: latenciesMs.length,
    failures: unanswered + non2xx,
    requestsPerSecond: (latenciesMs.length * 1000) / (end - start),
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  };
}
