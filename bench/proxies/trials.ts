import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { PUBLIC } from "../pages.ts";
import type { ComparedProxy } from "./compared-proxy.ts";
import { applyLoad, type LoadResult } from "./load.ts";
import { applyPacedLoad, type PacedResult } from "./paced-load.ts";
import { faultOf, type Scenario } from "./scenarios.ts";
import type { Server } from "./server.ts";

export interface Measurement extends LoadResult {
  readonly cpuUsPerRequest: number;
}

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
  const pairs = scenarios.flatMap((scenario) => [...servers].map(([proxy, server]) => ({ proxy, server, scenario })));
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
  const rate = measurements[0]?.requestsPerSecond;
  const cpuUsBefore = server.cpuUs();
  const result = await applyLoad({
    url: urlOf(server, scenario),
    fields: fieldsOf(scenario),
    connections: CONNECTIONS,
    seconds,
    requests: rate && Math.max(CONNECTIONS, Math.round(rate * seconds)),
  });
  return { ...result, cpuUsPerRequest: (server.cpuUs() - cpuUsBefore) / result.requests };
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
