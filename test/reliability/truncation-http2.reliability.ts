import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { constants, createSecureServer, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { gunzipSync, gzipSync, constants as zlib } from "node:zlib";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { Figures } from "./support/figures.ts";
import { inParallel } from "./support/in-parallel.ts";
import { assertSoon, HANG_MS } from "./support/soon.ts";
import { CLIENTS, type Ports, type TruncationClient } from "./support/truncation-clients.ts";

const INTERNAL = "https://legacy.internal/";
const PUBLIC = "http://www.example.com/";
const START = "<!doctype html><p>one</p>";
const PAGE = `${START}<a href="${INTERNAL}two">two</a><p>three</p>`;
const SEEN = PAGE.replace(INTERNAL, PUBLIC);

/** How much of the page came; undefined for not even a head. */
const PLACES = {
  "before the head": undefined,
  "after the head": "",
  "after a piece": START,
  "in a URL": PAGE.slice(0, PAGE.indexOf(".internal")),
  "before the stream's end": PAGE,
} as const;

/** How an upstream breaks off. */
const ENDINGS: Readonly<Record<string, (stream: ServerHttp2Stream, connection: Socket) => void>> = {
  // To close a stream would end it in good order first.
  "RST_STREAM, INTERNAL_ERROR": (stream) => stream.destroy(new Error("broken off")),
  "RST_STREAM, NO_ERROR": (stream) => stream.destroy(),
  GOAWAY: (stream) => stream.session?.destroy(undefined, constants.NGHTTP2_PROTOCOL_ERROR),
  FIN: (_, connection) => connection.destroy(),
  RST: (_, connection) => connection.resetAndDestroy(),
};

const CASES = Object.keys(ENDINGS).flatMap((ending) =>
  Object.entries(PLACES).flatMap(([place, page]) =>
    [true, false].flatMap((hasLength) =>
      [true, false].flatMap((isCoded) =>
        [true, false].map((isRewritten) => ({ ending, place, page, hasLength, isCoded, isRewritten })),
      ),
    ),
  ),
);

describe("F1 an upstream that breaks off in HTTP/2", () => {
  const { cert, key } = certificate("www");
  const upstream = createSecureServer({ cert: readFileSync(cert), key: readFileSync(key) });
  const connections = new Map<number, Socket>();
  const clients = Object.entries<TruncationClient>(CLIENTS);
  const slowest = new Figures(`F1 ${CASES.length} ways to break off in HTTP/2: when the client knows, at most, in ms`, [
    "upstream ends",
    ...clients.map(([name]) => name),
  ]);
  const endings = new Map<number, number>();
  let proxy: ReverseProxy;
  let ports: Ports;

  before(async () => {
    upstream.on("connection", (socket: Socket) => connections.set(socket.remotePort ?? 0, socket));
    upstream.on("sessionError", () => {}).on("stream", answer);
    await once(upstream.listen(0, "127.0.0.1"), "listening");
    const route = { public: PUBLIC, internal: INTERNAL, upstreamHttp2: true, upstreamTls: { verify: false } };
    const address = `https://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const listen = ["127.0.0.1:0", { address: "127.0.0.1:0", ...certificate("www") }];
    const config = resolveOptions({ listen, routes: [{ ...route, upstream: address }] }, () => "/");
    proxy = new ReverseProxy(config, { started() {}, ended() {} });
    const [plain, tls] = await proxy.listen();
    ports = { plain: plain!.port, tls: tls!.port };
  });
  after(async () => {
    for (const socket of connections.values()) socket.destroy();
    upstream.close();
    await proxy.close(0);
    slowest.print();
  });

  for (const ending of Object.keys(ENDINGS)) {
    const row: string[] = [];
    for (const [name, client] of clients) {
      test(`F1 ${ending}: ${name} sees that it is not whole`, { timeout: 120_000 }, async () => {
        const numbers = [...CASES.keys()].filter((number) => CASES[number]!.ending === ending);
        // What ends a connection ends all that is on it.
        const outcomes = await inParallel(numbers, 1, (number) => outcome(number, client));
        row.push(Math.max(...outcomes.map(({ ms }) => ms)).toFixed(0));
        if (row.length === clients.length) slowest.add(ending, ...row);
        assert.deepEqual(
          outcomes.flatMap(({ problem }) => problem ?? []),
          [],
        );
        assertSoon(outcomes.map(({ ms }) => ms));
      });
    }
  }

  function answer(stream: ServerHttp2Stream, headers: Record<string, unknown>): void {
    const number = Number(String(headers[":path"]).slice(1));
    const { page, hasLength, isCoded, isRewritten, ending } = CASES[number]!;
    const connection = connections.get(stream.session?.socket.remotePort ?? 0) as Socket;
    stream.on("error", () => {});
    if (page !== undefined) {
      const content = isCoded ? gzipSync(page, { finishFlush: zlib.Z_SYNC_FLUSH }) : Buffer.from(page);
      stream.respond({
        ":status": 200,
        "content-type": isRewritten ? "text/html" : "application/octet-stream",
        ...(isCoded ? { "content-encoding": "gzip" } : {}),
        ...(hasLength ? { "content-length": content.length + 20 } : {}),
      });
      if (page !== "") stream.write(content);
    }
    // What ends in bad order takes with it what nobody has read; after two turns everybody has.
    setTimeout(async () => {
      await turn();
      await turn();
      endings.set(number, performance.now());
      ENDINGS[ending]?.(stream, connection);
    }, 15);
  }

  async function outcome(number: number, client: TruncationClient): Promise<{ ms: number; problem?: string }> {
    const { place, page, hasLength, isCoded, isRewritten } = CASES[number]!;
    const { appearance, content } = await client(ports, `/${number}`, AbortSignal.timeout(HANG_MS));
    const ms = performance.now() - (endings.get(number) ?? Number.NaN);
    const honest = page === undefined ? "502" : "incomplete";
    const isBeginning = honest === "502" || isBeginningOf(isRewritten ? SEEN : PAGE, decoded(content, isCoded), page);
    if (appearance === honest && isBeginning) return { ms };
    const name = [place, hasLength && "length", isCoded && "gzip", isRewritten && "rewritten"]
      .filter(Boolean)
      .join(", ");
    return { ms, problem: `${name}: ${appearance}, not ${honest}: ${JSON.stringify(content.toString())}` };
  }
});

/** What an end cuts may stay as it came. */
function isBeginningOf(whole: string, received: string, sent: string | undefined): boolean {
  return whole.startsWith(received) || received === sent;
}

function decoded(content: Buffer, isCoded: boolean): string {
  if (!isCoded || content.length === 0) return content.toString();
  return gunzipSync(content, { finishFlush: zlib.Z_SYNC_FLUSH }).toString();
}
