import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { percentile } from "../../../bench/statistics.ts";
import { INTERNAL, pageOf } from "./application.ts";
import { COLLECTING } from "./proxy-process.ts";
import { type Ending, ServiceProcess } from "./service-process.ts";
import { applySteadyLoad, type LoadOutcome } from "./steady-load.ts";

const PUBLIC = "http://www.example.com";
const PAGE = pageOf("soak", INTERNAL.slice(0, -1));
const IMAGE = randomBytes(60_000);

interface Resource {
  readonly answer: (response: ServerResponse) => unknown;
  /** The hash of what a client is to get. */
  readonly expected: string;
  /** Undoes the content coding. */
  readonly decode?: (body: string) => string;
}

/** A bit of everything that a site sends. */
const RESOURCES: Readonly<Record<string, Resource>> = {
  "/page": { answer: html, expected: hash(pageOf("soak", PUBLIC)) },
  "/slow": { answer: (response) => setTimeout(() => html(response), 150), expected: hash(pageOf("soak", PUBLIC)) },
  "/gzip": {
    answer: (response) => response.setHeader("content-encoding", "gzip") && html(response, gzipSync(PAGE)),
    expected: hash(pageOf("soak", PUBLIC)),
    decode: (body) => gunzipSync(Buffer.from(body, "latin1")).toString("latin1"),
  },
  "/image": {
    answer: (response) => response.setHeader("content-type", "image/png").end(IMAGE),
    expected: hash(IMAGE.toString("latin1")),
  },
  "/moved": {
    answer: (response) => response.writeHead(302, { location: `${INTERNAL}page` }).end("moved"),
    expected: hash("moved"),
  },
};

export interface SoakSample {
  readonly atS: number;
  readonly rssBytes: number;
  /** The same without what is dead: V8 lets that wait for as long as it sees fit. */
  readonly liveRssBytes: number;
  readonly loopDelayMs: number;
  readonly requests: number;
}

export interface SoakOutcome {
  readonly samples: readonly SoakSample[];
  /** By resource. */
  readonly loads: Readonly<Record<string, LoadOutcome>>;
  /** How much the live memory grows, in the second half. */
  readonly bytesPerMinute: number;
  /** Of the samples' p99. One of them may fall into a pause of the machine. */
  readonly medianLoopDelayMs: number;
}

/** A mixed load, each client with pauses, each answer compared. */
export async function soak(ending: Ending, seconds: number): Promise<SoakOutcome> {
  const application = createServer(serve);
  await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
  ending.after(() => application.close());
  const upstream = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
  const routes = [{ public: `${PUBLIC}/`, internal: INTERNAL, upstream }];
  const service = await ServiceProcess.start(ending, { routes }, { nodeOptions: COLLECTING });
  const loads = Object.entries<Resource>(RESOURCES).map(([path, { expected, decode = asItIs }]) => {
    const isRight = (_: number, body: string) => hash(decode(body)) === expected;
    const load = { port: service.port, path, host: "www.example.com", clients: 4, isRight, pauseMs: PAUSE_MS };
    return [path, applySteadyLoad(load)] as const;
  });
  const samples: SoakSample[] = [];
  for (let count = 1; count <= SAMPLES; count++) {
    await delay((seconds * 1000) / SAMPLES);
    samples.push(await sample(service, (seconds * count) / SAMPLES));
  }
  for (const [, load] of loads) load.stop();
  const outcomes = await Promise.all(loads.map(async ([path, load]) => [path, await load.outcome] as const));
  application.closeAllConnections();
  const later = samples.slice(samples.length / 2);
  const delays = samples.map(({ loopDelayMs }) => loopDelayMs).toSorted((a, b) => a - b);
  return {
    samples,
    loads: Object.fromEntries(outcomes),
    bytesPerMinute: slope(later) * 60,
    medianLoopDelayMs: percentile(delays, 50),
  };
}

const SAMPLES = 10;
const PAUSE_MS = 20;

function serve(request: IncomingMessage, response: ServerResponse): void {
  RESOURCES[request.url ?? ""]?.answer(response);
}

function html(response: ServerResponse, body: string | Buffer = PAGE): void {
  response.setHeader("content-type", "text/html; charset=utf-8").end(body);
}

function asItIs(body: string): string {
  return body;
}

function hash(latin1: string): string {
  return createHash("sha256").update(latin1, "latin1").digest("base64");
}

async function sample(service: ServiceProcess, atS: number): Promise<SoakSample> {
  const value = await metrics(service);
  const before = {
    atS,
    rssBytes: value(RSS),
    loopDelayMs: value("nodejs_eventloop_lag_p99_seconds") * 1000,
    requests: value("reorigin_request_duration_seconds_count"),
  };
  service.signal("SIGUSR2");
  await delay(COLLECTION_MS);
  return { ...before, liveRssBytes: (await metrics(service))(RSS) };
}

const RSS = "process_resident_memory_bytes";
const COLLECTION_MS = 400;

async function metrics(service: ServiceProcess): Promise<(name: string) => number> {
  const { text } = await service.admin("/metrics");
  return (name) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "m").exec(text)?.[1]);
}

/** Of the line that is nearest to all of them, in bytes per second. */
function slope(samples: readonly SoakSample[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [x, y] = [mean(samples.map(({ atS }) => atS)), mean(samples.map(({ liveRssBytes }) => liveRssBytes))];
  const covariance = mean(samples.map(({ atS, liveRssBytes }) => (atS - x) * (liveRssBytes - y)));
  return covariance / mean(samples.map(({ atS }) => (atS - x) ** 2));
}
