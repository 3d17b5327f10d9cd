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
  /** How many processors the proxy kept busy. */
  readonly busy: number;
}

const GENERATORS = { autocannon: applyLoad, wrk: applyWrkLoad } as const;

/** A proxy that is less busy waits for autocannon, which takes a processor of its own. */
const BUSY = 0.8;

/** One proxy with one resource. */
export interface Trial {
  readonly proxy: ComparedProxy;
  readonly server: Server;
  readonly scenario: Scenario;
  /** Why it is not measured: what is wrong with its answer. */
  readonly fault: string | undefined;
  /** Under as much load as it bears. */
  readonly measurements: Measurement[];
  /** Under the same load as others. */
  readonly paced: PacedResult[];
}

/** All proxies with all resources, each answer checked, before anything is measured. */
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
 * Puts a load on a proxy. A trial that has figures gets as many requests as it answered before in that time, so that none
 * is cut off and its cost ascribed to the others.
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

/** Puts a load on a proxy that is the same for all. */
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

/** Enough to keep a proxy busy, few enough that it queues little. */
const CONNECTIONS = 16;

function urlOf({ port }: Server, { path }: Scenario): string {
  return `http://127.0.0.1:${port}${path}`;
}

function fieldsOf({ coding }: Scenario): Record<string, string> {
  const host = new URL(PUBLIC.origin).host;
  return coding === undefined ? { host } : { host, "accept-encoding": coding };
}
