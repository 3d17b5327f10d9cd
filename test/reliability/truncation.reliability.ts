import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { markdownTable } from "../../bench/table.ts";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { INTERNAL } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { inParallel } from "./support/in-parallel.ts";
import { CLIENTS, type TruncationClient } from "./support/truncation-clients.ts";
import {
  honestAppearance,
  isBeginning,
  nameOf,
  sentBytes,
  type Truncation,
  truncations,
} from "./support/truncations.ts";

/** A bound for machines that are busy with other things; the table shows what it takes. */
const HANG_MS = 10_000;
const AT_ONCE = 24;

const TRUNCATIONS = truncations();
const PLACES = new Set(TRUNCATIONS.map(({ place }) => place));
/** When the upstream broke off, by the truncation's number. */
const endings = new Map<number, number>();

async function playTruncations(): Promise<RawServer> {
  return RawServer.listen(async (connection) => {
    const head = await connection.head();
    const number = Number(/^GET \/(\d+) /.exec(head)?.[1]);
    const truncation = TRUNCATIONS[number]!;
    connection.send(sentBytes(truncation));
    // A reset takes what is still on its way with it.
    await new Promise((resolve) => setTimeout(resolve, truncation.ending === "RST" ? 20 : 0));
    endings.set(number, performance.now());
    if (truncation.ending === "RST") connection.reset();
    else connection.finish();
  });
}

describe("F1 an upstream that breaks off", () => {
  let upstream: RawServer;
  let proxy: ReverseProxy;
  let port = 0;
  const rows: string[][] = [];

  before(async () => {
    upstream = await playTruncations();
    const routes = [{ public: "http://www.example.com/", internal: INTERNAL, upstream: upstream.origin }];
    const config = resolveOptions({ listen: "127.0.0.1:0", routes }, () => "/");
    proxy = new ReverseProxy(config, { started() {}, ended() {} });
    port = (await proxy.listen())[0]!.port;
  });
  after(async () => {
    await upstream.close();
    await proxy.close(0);
    console.log(`\n${markdownTable(["upstream ends", "client", "cells", "dishonest", "slowest, ms"], rows)}`);
  });

  for (const [name, client] of Object.entries<TruncationClient>(CLIENTS)) {
    for (const place of PLACES) {
      for (const ending of ["FIN", "RST"]) {
        test(`${ending} ${place}: ${name} sees that it is not whole`, async () => {
          const isOfRow = (truncation: Truncation) => truncation.place === place && truncation.ending === ending;
          const all = [...TRUNCATIONS.keys()].filter((number) => isOfRow(TRUNCATIONS[number]!));
          const outcomes = await inParallel(all, AT_ONCE, (number) => outcome(number, client));
          const dishonest = outcomes.map(({ problem }) => problem).filter((problem) => problem !== undefined);
          const slowest = Math.max(...outcomes.map(({ ms }) => ms));
          rows.push([`${ending} ${place}`, name, String(all.length), String(dishonest.length), slowest.toFixed(0)]);
          assert.deepEqual(dishonest, []);
        });
      }
    }
  }

  async function outcome(
    number: number,
    client: TruncationClient,
  ): Promise<{ ms: number; problem: string | undefined }> {
    const truncation = TRUNCATIONS[number] as Truncation;
    const { appearance, content } = await client(port, `/${number}`, AbortSignal.timeout(HANG_MS));
    const ms = performance.now() - (endings.get(number) ?? Number.NaN);
    const honest = honestAppearance(truncation);
    if (appearance !== honest) return { ms, problem: `${nameOf(truncation)}: ${appearance}, not ${honest}` };
    if (honest !== "502" && !isBeginning(content, truncation))
      return { ms, problem: `${nameOf(truncation)}: other content` };
    return { ms, problem: undefined };
  }
});
