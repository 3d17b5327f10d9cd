import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientHttp2Session, connect as connectHttp2, type OutgoingHttpHeaders } from "node:http2";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { after, describe, test } from "node:test";
import { connect as connectTls } from "node:tls";
import { INTERNAL } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { type DocumentName, PUBLIC } from "./support/documents.ts";
import { Figures, isFull, kibibytes, mebibytes } from "./support/figures.ts";
import { longBodyOrigin, longBodyPath } from "./support/long-body-server.ts";
import { COLLECTING, type Ending, ProxyProcess } from "./support/proxy-process.ts";
import { SlowStream } from "./support/slow-stream.ts";
import { sum, untilStill, writtenBytes } from "./support/stillness.ts";
import { tcpQueues } from "./support/tcp-queues.ts";

/** They come in two halves: what the first ones cost holds what TLS keeps for all. */
const PEERS = 100;
const STREAMS_PER_SESSION = 50;
const BODY_BYTES = 100 * 2 ** 20;
const BITE_BYTES = 1024;
/** What they take in the meantime is no motion. */
const REST_BYTES = 2 * PEERS * BITE_BYTES;
const WARM_UP_BYTES = 2 ** 23;
const WARM_UP_BODIES = 3;
const MOST_MEMORY_BYTES = 512 * 1024;
/** Of each of the second half. Megabytes wait in the kernel there, and the allocator's own memory varies by a third. */
const MOST_TLS_BYTES = 768 * 1024;
const MOST_HELD_BYTES = 2 ** 20;
const AUTHORITY = "www.example.com";

interface Bound {
  /** What counts as the cost of each peer. */
  readonly each: (memory: Memory) => number;
  readonly mostBytes: number;
}

const ALL: Bound = { each: ({ first, second }) => (first + second) / 2, mostBytes: MOST_MEMORY_BYTES };
const SECOND_HALF: Bound = { each: ({ second }) => second, mostBytes: MOST_TLS_BYTES };

/** Opens one response, or one request's content, after another. */
type Opener = (headers: OutgoingHttpHeaders) => Duplex;
type Protocol = (ending: Ending, port: number) => Promise<Opener>;

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  "HTTP/1.1 with TLS": async (_, port) => (headers) => {
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
    socket.write(`GET ${headers[":path"]} HTTP/1.1\r\nHost: ${AUTHORITY}\r\nConnection: close\r\n\r\n`);
    return socket;
  },
  "HTTP/2": async (ending, port) => {
    const sessions: ClientHttp2Session[] = [];
    ending.after(() => {
      for (const session of sessions) session.destroy();
    });
    for (let i = 0; i < (2 * PEERS) / STREAMS_PER_SESSION; i++) {
      const session = connectHttp2(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
      sessions.push(session.on("error", () => {}));
      await once(session, "connect");
      // Only streams hold streams back.
      session.setLocalWindowSize(2 ** 26);
    }
    let count = 0;
    return (headers) => sessions[Math.floor(count++ / STREAMS_PER_SESSION) % sessions.length]!.request(headers);
  },
};

const figures = new Figures(`L4, L5 ${PEERS} slow peers with TLS, then ${PEERS} more: for each of these`, [
  "peers",
  "memory",
  "at most",
  "bytes held",
  "at most",
  "first half",
  "second half",
]);

after(() => figures.print());

describe("L4 slow readers with TLS", () => {
  const origin = longBodyOrigin();

  const rows: readonly { protocol: string; document: DocumentName; bound: Bound }[] = [
    { protocol: "HTTP/1.1 with TLS", document: "binary", bound: SECOND_HALF },
    { protocol: "HTTP/2", document: "html", bound: ALL },
    ...(isFull ? [{ protocol: "HTTP/2", document: "binary", bound: ALL } as const] : []),
  ];
  for (const { protocol, document, bound } of rows) {
    test(`L4 slow readers, ${protocol}, ${document}`, { timeout: 120_000 }, async (t) => {
      const { port: upstreamPort, sockets: upstreams } = origin;
      const proxy = await startProxy(t, upstreamPort);
      const open = await PROTOCOLS[protocol]!(t, proxy.port);
      const get = (bytes: number) => open({ ":path": longBodyPath(document, bytes), ":authority": AUTHORITY });
      for (let i = 0; i < WARM_UP_BODIES; i++) await once(get(WARM_UP_BYTES).resume(), "end");
      const takenBefore = sum(upstreams, writtenBytes);
      const readers: SlowStream[] = [];
      t.after(() => {
        for (const reader of readers) reader.destroy();
      });
      const memory = await memoryOfTwice(proxy, async () => {
        for (let i = 0; i < PEERS; i++) readers.push(new SlowStream(get(BODY_BYTES), BITE_BYTES));
        await untilStill(() => sum(upstreams, writtenBytes), REST_BYTES, proxy);
      });
      const taken = sum(upstreams, writtenBytes) - takenBefore - tcpQueues(upstreamPort).outward;
      const sent = sum(readers, ({ receivedBytes }) => receivedBytes) + tcpQueues(proxy.port).outward;
      assert.equal(readers.filter(({ hasEnded, receivedBytes }) => hasEnded || receivedBytes === 0).length, 0);
      check(`readers, ${protocol}, ${document}`, memory, bound, (taken - sent) / (2 * PEERS));
    });
  }
});

test("L5 an upstream that reads slowly, HTTP/2", { skip: !isFull, timeout: 120_000 }, async (t) => {
  let receivedBytes = 0;
  const held: Socket[] = [];
  const origin = createServer((socket) => {
    held.push(socket.on("error", () => {}));
    const bite = setInterval(() => {
      receivedBytes += socket.read(BITE_BYTES)?.length ?? 0;
    }, 1000);
    socket.pause().once("close", () => clearInterval(bite));
  });
  await once(origin.listen(0, "127.0.0.1"), "listening");
  const { port: upstreamPort } = origin.address() as AddressInfo;
  const proxy = await startProxy(t, upstreamPort);
  const open = await PROTOCOLS["HTTP/2"]!(t, proxy.port);
  t.after(() => {
    for (const socket of held) socket.destroy();
    origin.close();
  });
  const reached = () => receivedBytes + sum(held, ({ readableLength }) => readableLength);
  const memory = await memoryOfTwice(proxy, async () => {
    for (let i = 0; i < PEERS; i++) upload(open);
    await untilStill(() => reached() + tcpQueues(upstreamPort).inward, REST_BYTES, proxy);
  });
  assert.equal(held.length, 2 * PEERS);
  check("uploads, HTTP/2", memory, ALL, Number.NaN);
});

/** What each peer of a half costs. */
interface Memory {
  readonly first: number;
  readonly second: number;
}

async function memoryOfTwice(proxy: ProxyProcess, addPeers: () => Promise<void>): Promise<Memory> {
  const before = await proxy.collect();
  await addPeers();
  const first = await proxy.collect();
  await addPeers();
  const second = await proxy.collect();
  return { first: (first - before) / PEERS, second: (second - first) / PEERS };
}

function check(name: string, memory: Memory, { each, mostBytes }: Bound, held: number): void {
  const heldCells = Number.isNaN(held) ? ["–", "–"] : [held, MOST_HELD_BYTES].map(kibibytes);
  figures.add(name, ...[each(memory), mostBytes].map(kibibytes), ...heldCells, ...Object.values(memory).map(kibibytes));
  assert.ok(each(memory) <= mostBytes, `${kibibytes(each(memory))} of memory for each`);
  assert.ok(!(held > MOST_HELD_BYTES), `${mebibytes(held)} held of each`);
}

/** Sends content for as long as it is taken. */
function upload(open: Opener): void {
  const stream = open({
    ":method": "POST",
    ":path": "/",
    ":authority": AUTHORITY,
    "content-type": "application/octet-stream",
  });
  const piece = Buffer.alloc(65_536, "x");
  const fill = () => {
    while (stream.write(piece));
  };
  stream.on("error", () => {}).on("drain", fill);
  fill();
}

function startProxy(ending: Ending, upstreamPort: number): Promise<ProxyProcess> {
  const upstream = `http://127.0.0.1:${upstreamPort}`;
  const routes = [{ public: PUBLIC.replace("http:", "https:"), internal: INTERNAL, upstream }];
  const limits = { upstreamConnections: 2 * PEERS };
  const listen = { address: "127.0.0.1:0", ...certificate("www") };
  return ProxyProcess.start(ending, { listen, limits, routes }, COLLECTING);
}
