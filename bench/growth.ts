import type { IncomingMessage } from "node:http";
import { resolveConfig } from "../src/config/load.ts";
import { createRewriter, UrlMap } from "../src/index.ts";
import { decide } from "../src/proxy/decision.ts";
import { closeSite, openSite } from "../src/proxy/site.ts";
import { INTERNAL, PAGES, PUBLIC } from "./pages.ts";
import { median } from "./statistics.ts";

/** How a cost grows with a size, such as the number of mappings. */
export interface Growth {
  readonly name: string;
  /** Processor time in µs at the smallest and the largest size, per kilobyte of a page or per request. */
  readonly leastUs: number;
  readonly mostUs: number;
}

/** Measures the smallest and the largest size in turns, in this process. */
export async function measureGrowth(rounds: number, ms: number): Promise<Growth[]> {
  const growths: Growth[] = [];
  for (const [name, { least, most, close }] of Object.entries(subjects())) {
    const times = { least: [] as number[], most: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      times.least.push(cpuUsOf(least, ms));
      times.most.push(cpuUsOf(most, ms));
    }
    growths.push({ name, leastUs: median(times.least.slice(1)), mostUs: median(times.most.slice(1)) });
    await close?.();
  }
  return growths;
}

interface Subject {
  /** Both return how many units of work they did. */
  readonly least: () => number;
  readonly most: () => number;
  readonly close?: () => Promise<void>;
}

function subjects(): Readonly<Record<string, Subject>> {
  const [, portal] = PAGES.map((page) => page.at(INTERNAL)) as [Buffer, Buffer];
  const [few, many] = [decisions(1), decisions(1000)] as const;
  return {
    "page size, 119 KB to 1.9 MB: for each KB": {
      least: rewriting([portal], mapOf(1)),
      most: rewriting(Array(16).fill(portal), mapOf(1)),
    },
    "mappings, 1 to 100: for each KB": { least: rewriting([portal], mapOf(1)), most: rewriting([portal], mapOf(100)) },
    "routes, 1 to 1000: for each request": {
      least: few.run,
      most: many.run,
      close: async () => void (await Promise.all([few.close(), many.close()])),
    },
  };
}

/** The application's mapping, and others that occur in no page. */
function mapOf(mappings: number): UrlMap {
  const others = Array.from({ length: mappings - 1 }, (_, i) => ({
    public: `https://app-${i}.example.com/`,
    internal: `http://other-${i}.internal:8080/`,
    aliases: [],
  }));
  return new UrlMap([{ public: `${PUBLIC.origin}/`, internal: `${INTERNAL.origin}/`, aliases: [] }, ...others]);
}

function rewriting(pieces: readonly Buffer[], map: UrlMap): () => number {
  const kilobytes = pieces.reduce((sum, { length }) => sum + length, 0) / 1000;
  return () => {
    const rewriter = createRewriter({ map }, () => {});
    for (const piece of pieces) rewriter.write(piece);
    rewriter.end();
    return kilobytes;
  };
}

/** Everything that is decided about a request before it is forwarded. */
function decisions(routes: number) {
  const config = {
    routes: Array.from({ length: routes }, (_, i) => ({
      public: `https://www-${i}.example.com/`,
      internal: `http://app-${i}.internal:8080/`,
    })),
  };
  const site = openSite(resolveConfig(config), { started() {}, ended() {} });
  const requests = Array.from({ length: 100 }, (_, i) => requestFor(`www-${(i * 7) % routes}.example.com`));
  const run = () => {
    for (const request of requests) decide({ request }, site);
    return requests.length;
  };
  return { run, close: () => closeSite(site) };
}

function requestFor(host: string): IncomingMessage {
  const fields = { host, accept: "text/html", "accept-encoding": "gzip, br", "user-agent": "Mozilla/5.0" };
  const request = {
    method: "GET",
    url: "/catalogue/item/1",
    httpVersionMajor: 1,
    httpVersionMinor: 1,
    headers: fields,
    rawHeaders: Object.entries(fields).flat(),
    socket: { remoteAddress: "192.0.2.7" },
  };
  return request as unknown as IncomingMessage;
}

/** @returns processor time of this process in µs per unit of work */
function cpuUsOf(work: () => number, ms: number): number {
  const before = process.cpuUsage();
  const endMs = performance.now() + ms;
  let units = 0;
  do units += work();
  while (performance.now() < endMs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / units;
}
