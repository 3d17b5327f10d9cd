import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { INTERNAL } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { Figures } from "./support/figures.ts";
import { inParallel } from "./support/in-parallel.ts";
import { assertSoon, HANG_MS } from "./support/soon.ts";
import { CLIENTS, type Ports, type TruncationClient } from "./support/truncation-clients.ts";
import {
  honestAppearance,
  isBeginning,
  nameOf,
  sentBytes,
  type Truncation,
  truncations,
} from "./support/truncations.ts";

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
    if (truncation.ending === "RST") await connection.resetOnceRead();
    else connection.finish();
    endings.set(number, performance.now());
  });
}

describe("F1 an upstream that breaks off", () => {
  let upstream: RawServer;
  let proxy: ReverseProxy;
  let ports: Ports;
  const clients = Object.entries<TruncationClient>(CLIENTS);
  const slowest = new Figures(`F1 ${TRUNCATIONS.length} ways to break off: when the client knows, at most, in ms`, [
    "upstream ends",
    ...clients.map(([name]) => name),
  ]);

  before(async () => {
    upstream = await playTruncations();
    const routes = [{ public: "http://www.example.com/", internal: INTERNAL, upstream: upstream.origin }];
    const listen = ["127.0.0.1:0", { address: "127.0.0.1:0", ...certificate("www") }];
    const config = resolveOptions({ listen, routes }, () => "/");
    proxy = new ReverseProxy(config, { started() {}, ended() {} });
    const [plain, tls] = await proxy.listen();
    ports = { plain: plain!.port, tls: tls!.port };
  });
  after(async () => {
    await upstream.close();
    await proxy.close(0);
    slowest.print();
  });

  for (const place of PLACES) {
    for (const ending of ["FIN", "RST"]) {
      const row: string[] = [];
      for (const [name, client] of clients) {
        test(`${ending} ${place}: ${name} sees that it is not whole`, { timeout: 120_000 }, async () => {
          const isOfRow = (truncation: Truncation) => truncation.place === place && truncation.ending === ending;
          const numbers = [...TRUNCATIONS.keys()].filter((number) => isOfRow(TRUNCATIONS[number]!));
          const outcomes = await inParallel(numbers, AT_ONCE, (number) => outcome(number, client));
          row.push(Math.max(...outcomes.map(({ ms }) => ms)).toFixed(0));
          if (row.length === clients.length) slowest.add(`${ending} ${place}`, ...row);
          assert.deepEqual(
            outcomes.flatMap(({ problem }) => problem ?? []),
            [],
          );
          assertSoon(outcomes.map(({ ms }) => ms));
        });
      }
    }
  }

  async function outcome(
    number: number,
    client: TruncationClient,
  ): Promise<{ ms: number; problem: string | undefined }> {
    const truncation = TRUNCATIONS[number] as Truncation;
    const { appearance, content } = await client(ports, `/${number}`, AbortSignal.timeout(HANG_MS));
    const ms = performance.now() - (endings.get(number) ?? Number.NaN);
    const honest = honestAppearance(truncation);
    if (appearance !== honest) return { ms, problem: `${nameOf(truncation)}: ${appearance}, not ${honest}` };
    if (honest !== "502" && !isBeginning(content, truncation))
      return { ms, problem: `${nameOf(truncation)}: other content` };
    return { ms, problem: undefined };
  }
});
