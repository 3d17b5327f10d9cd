import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import type { Load, LoadResult } from "./load.ts";

const run = promisify(execFile);

/** A load generator in C: https://github.com/wg/wrk. */
export const HAS_WRK = spawnSync("wrk", ["--version"]).error === undefined;

/** Sends the next request on each connection as soon as the last is answered, for a whole number of seconds. */
export async function applyWrkLoad({ url, fields, connections, seconds }: Load): Promise<LoadResult> {
  // wrk recognizes only the spelling `Host`. With any other, it would send two.
  const spelled = Object.entries(fields).map(([name, value]) => `${name === "host" ? "Host" : name}: ${value}`);
  const headers = spelled.flatMap((line) => ["-H", line]);
  const extent = ["-t1", `-c${connections}`, `-d${Math.ceil(seconds)}s`, "--latency"];
  const { stdout } = await run("wrk", [...extent, ...headers, url]);
  return readWrk(stdout);
}

/** Parses the output of wrk. */
export function readWrk(text: string): LoadResult {
  const [, requests, tookSeconds] = /(\d+) requests in ([\d.]+)s/.exec(text) ?? [];
  const [, faults = "0"] = /Non-2xx or 3xx responses: (\d+)/.exec(text) ?? [];
  const [, connect = "0", read = "0", write = "0", timeout = "0"] =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text) ?? [];
  return {
    requests: Number(requests),
    failures: [faults, connect, read, write, timeout].reduce((sum, count) => sum + Number(count), 0),
    requestsPerSecond: Number(requests) / Number(tookSeconds),
    p50Ms: latencyMs(text, 50),
    p99Ms: latencyMs(text, 99),
  };
}

function latencyMs(text: string, percent: number): number {
  const [, value, unit = "ms"] = new RegExp(`^ +${percent}% +([\\d.]+)(us|ms|s)$`, "m").exec(text) ?? [];
  return Number(value) * MS_PER_UNIT[unit as keyof typeof MS_PER_UNIT];
}

const MS_PER_UNIT = { us: 0.001, ms: 1, s: 1000 } as const;
