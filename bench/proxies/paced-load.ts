import { Agent, get } from "node:http";
import { percentile } from "../statistics.ts";

export interface PacedLoad {
  readonly url: string;
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

interface Timing {
  readonly firstByteMs: number;
  readonly latencyMs: number;
}

/** Asks at a steady rate, whether or not the requests before have been answered. */
export async function applyPacedLoad({ url, fields, requestsPerSecond, seconds }: PacedLoad): Promise<PacedResult> {
  const agent = new Agent({ keepAlive: true });
  const requests = Math.max(1, Math.round(requestsPerSecond * seconds));
  const pending: Promise<Timing | undefined>[] = [];
  const { promise: sent, resolve } = Promise.withResolvers<void>();
  const start = performance.now();
  const clock = setInterval(() => {
    const due = Math.min(requests, ((performance.now() - start) * requestsPerSecond) / 1000);
    while (pending.length < due) pending.push(timed(url, fields, agent));
    if (pending.length === requests) resolve();
  }, 1);
  await sent;
  clearInterval(clock);
  const timings = (await Promise.all(pending)).filter((timing) => timing !== undefined);
  agent.destroy();
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

/** Resolves to undefined when there is no whole answer. */
function timed(url: string, headers: Readonly<Record<string, string>>, agent: Agent): Promise<Timing | undefined> {
  return new Promise((resolve) => {
    const start = performance.now();
    let firstByteMs = 0;
    const request = get(url, { headers, agent, timeout: 10_000 }, (response) => {
      response.on("data", () => {
        firstByteMs ||= performance.now() - start;
      });
      response.on("close", () => {
        const isWhole = response.complete && response.statusCode === 200;
        resolve(isWhole ? { firstByteMs, latencyMs: performance.now() - start } : undefined);
      });
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(undefined));
  });
}
