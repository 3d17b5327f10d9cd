import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { PUBLIC } from "../pages.ts";
import type { ComparedProxy } from "./compared-proxy.ts";
import { applyLoad, type LoadResult } from "./load.ts";
import { applyPacedLoad, type PacedResult } from "./paced-load.ts";
import { faultOf, type Scenario } from "./scenarios.ts";
import type { Server } from "./server.ts";
import { applyWrkLoad, HAS_WRK } from "./wrk-load.ts";

export interface Measurement extends LoadResult {
  readonly generator: keyof typeof GENERATORS;
  readonly cpuUsPerRequest: number;
  /** Processors that the proxy kept busy on average. */
  readonly busy: number;
}

const GENERATORS = { autocannon: applyLoad, wrk: applyWrkLoad } as const;

/** Below this, the proxy waits for autocannon, which keeps a processor of its own busy. Then wrk is used. */
const BUSY = 0.8;

/** One proxy with one resource. */
export interface Trial {
  readonly proxy: ComparedProxy;
  readonly server: Server;
  readonly scenario: Scenario;
  /** Why it is not measured: what is wrong with its response. */
  readonly fault: string | undefined;
  /** Under full load. */
  readonly measurements: Measurement[];
  /** Under the same load as the other proxies. */
  readonly paced: PacedResult[];
}

/** Requests all resources from all proxies and checks the responses, before anything is measured. */
export async function checkedTrials(
  servers: ReadonlyMap<ComparedProxy, Server>,
  scenarios: readonly Scenario[],
): Promise<Trial[]> {
  const pairs = scenarios.flatMap((scenario) =>
    [...servers]
      .filter(([{ resources = [scenario.name] }]) => resources.includes(scenario.name))
      .map(([proxy, server]) => ({ proxy, server, scenario })),
  );
  return Promise.all(pairs.map(async (pair) => ({ ...pair, fault: await check(pair), measurements: [], paced: [] })));
}

async function check({ proxy, server, scenario }: Pick<Trial, "proxy" | "server" | "scenario">) {
  try {
    const request = get(urlOf(server, scenario), { headers: fieldsOf(scenario), signal: AbortSignal.timeout(10_000) });
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    const { statusCode: status = 0, headers } = answer;
    return faultOf({ status, coding: headers["content-encoding"], body: await buffer(answer) }, scenario, proxy.pages);
  } catch (error) {
    return `${(error as Error).message}\n${server.stderr}`.trim();
  }
}

/**
 * Measures a proxy under full load. After the first measurement, the number of requests is fixed to what it answered in the
 * same time before. Otherwise, the cost of requests that are cut off at the end would be ascribed to the others.
 */
export async function measure({ server, scenario, measurements }: Trial, seconds: number): Promise<Measurement> {
  const last = measurements.at(-1);
  const isTooSlow = last !== undefined && (last.generator === "wrk" || last.busy < BUSY);
  const generator = isTooSlow && HAS_WRK ? "wrk" : "autocannon";
  const rate = last?.requestsPerSecond;
  const cpuUsBefore = server.cpuUs();
  const startMs = performance.now();
  const result = await GENERATORS[generator]({
    url: urlOf(server, scenario),
    fields: fieldsOf(scenario),
    connections: CONNECTIONS,
    seconds,
    requests: rate && Math.max(CONNECTIONS, Math.round(rate * seconds)),
  });
  const cpuUs = server.cpuUs() - cpuUsBefore;
  const busy = cpuUs / 1000 / (performance.now() - startMs);
  return { ...result, generator, cpuUsPerRequest: cpuUs / result.requests, busy };
}

/** Measures a proxy under a load that is the same for all. */
export function measurePaced(
  { server, scenario }: Trial,
  requestsPerSecond: number,
  seconds: number,
): Promise<PacedResult> {
  return applyPacedLoad({
    url: new URL(urlOf(server, scenario)),
    fields: fieldsOf(scenario),
    requestsPerSecond,
    seconds,
  });
}

/** Enough to keep a proxy busy, but few enough to avoid long queues. */
const CONNECTIONS = 16;

function urlOf({ port }: Server, { path }: Scenario): string {
  return `http://127.0.0.1:${port}${path}`;
}

function fieldsOf({ coding }: Scenario): Record<string, string> {
  const host = new URL(PUBLIC.origin).host;
  return coding === undefined ? { host } : { host, "accept-encoding": coding };
}
