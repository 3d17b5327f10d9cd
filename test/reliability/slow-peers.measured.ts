import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { after, describe, test } from "node:test";
import { INTERNAL } from "../proxy/fixture.ts";
import { type DocumentName, type LongBodyCoding, PUBLIC } from "./support/documents.ts";
import { Figures, kibibytes } from "./support/figures.ts";
import { longBodyOrigin, longBodyPath } from "./support/long-body-server.ts";
import { COLLECTING, type Ending, ProxyProcess } from "./support/proxy-process.ts";
import { SlowReader } from "./support/slow-reader.ts";
import { sum, untilStill, writtenBytes } from "./support/stillness.ts";
import { tcpQueues } from "./support/tcp-queues.ts";

const PEERS = 200;
const BODY_BYTES = 100 * 2 ** 20;
const BITE_BYTES = 1024;
const REST_BYTES = PEERS * BITE_BYTES;
/** They bring the heap to its size. */
const WARM_UP_BYTES = 2 ** 24;
const WARM_UP_BODIES = 6;
const MOST_MEMORY_BYTES = 512 * 1024;
/**
 * zlib's own memory comes on top, and what a reader has to keep: 4 MiB for br, 2 MiB for zstd, as most servers code them. A
 * decoder's window grows, and the allocator keeps what it was before: that counts as much again.
 */
const MOST_CODED_BYTES = {
  identity: MOST_MEMORY_BYTES,
  gzip: 1.5 * 2 ** 20,
  br: 10 * 2 ** 20,
  zstd: 6 * 2 ** 20,
} as const;
const MOST_HELD_BYTES = 2 ** 20;

const SLOWLY_READ: readonly { document: DocumentName; coding: LongBodyCoding; peers?: number }[] = [
  { document: "html", coding: "identity" },
  { document: "binary", coding: "identity" },
  { document: "noise", coding: "gzip" },
  { document: "noise", coding: "br", peers: 50 },
  { document: "noise", coding: "zstd", peers: 50 },
];

const figures = new Figures(`L4, L5 ${PEERS} slow peers: for each of them`, [
  "peers",
  "memory",
  "at most",
  "bytes held",
  "at most",
]);

after(() => figures.print());

function check(name: string, [memory, held]: readonly [number, number], mostMemory = MOST_MEMORY_BYTES): void {
  figures.add(name, ...[memory, mostMemory, held, MOST_HELD_BYTES].map(kibibytes));
  assert.ok(memory <= mostMemory, `${kibibytes(memory)} of memory for each`);
  assert.ok(held <= MOST_HELD_BYTES, `${kibibytes(held)} held of each`);
}

describe("L4 slow readers", () => {
  const origin = longBodyOrigin();

  for (const { document, coding, peers = PEERS } of SLOWLY_READ) {
    const name = `${document}, ${coding}`;
    test(`L4 slow readers, ${name}`, { timeout: 120_000 }, async (t) => {
      const { port: upstreamPort, sockets: upstreams } = origin;
      const proxy = await startProxy(t, upstreamPort, { upstreamConnections: peers });
      const path = (bytes: number) => longBodyPath(document, bytes, coding);
      for (let i = 0; i < WARM_UP_BODIES; i++) await download(proxy.port, path(WARM_UP_BYTES), coding);
      const before = await proxy.collect();
      upstreams.length = 0;
      const fields = `Host: www.example.com\r\nAccept-Encoding: ${coding}\r\n`;
      const request = `GET ${path(BODY_BYTES)} HTTP/1.1\r\n${fields}\r\n`;
      const readers = Array.from({ length: peers }, () => new SlowReader(proxy.port, request, BITE_BYTES));
      t.after(() => {
        for (const reader of readers) reader.destroy();
      });
      await untilStill(() => sum(upstreams, writtenBytes), REST_BYTES, proxy);
      const taken = sum(upstreams, writtenBytes) - tcpQueues(upstreamPort).outward;
      const sent = sum(readers, ({ receivedBytes }) => receivedBytes) + tcpQueues(proxy.port).outward;
      assert.equal(readers.filter(({ hasEnded }) => hasEnded).length, 0);
      const held = coding === "identity" ? taken - sent : 0;
      const memory = (await proxy.collect()) - before;
      check(`readers, ${name}`, [memory / peers, held / peers], MOST_CODED_BYTES[coding]);
    });
  }
});

describe("L5 slow uploads", () => {
  const bodies = { json: "application/json", binary: "application/octet-stream" } as const;
  for (const [name, type] of Object.entries(bodies)) {
    test(`L5 an upstream that reads slowly, ${name}`, { timeout: 120_000 }, async (t) => {
      let receivedBytes = 0;
      let isSlow = false;
      const held: Socket[] = [];
      const origin = createServer((socket) => {
        held.push(socket.on("error", () => {}));
        if (!isSlow) return void socket.resume();
        const bite = setInterval(() => {
          receivedBytes += socket.read(BITE_BYTES)?.length ?? 0;
        }, 1000);
        socket.pause().once("close", () => clearInterval(bite));
      });
      await once(origin.listen(0, "127.0.0.1"), "listening");
      const { port: upstreamPort } = origin.address() as AddressInfo;
      const proxy = await startProxy(t, upstreamPort, { upstreamConnections: PEERS });
      for (let i = 0; i < WARM_UP_BODIES; i++) await once(upload(proxy.port, type, WARM_UP_BYTES), "close");
      isSlow = true;
      held.length = 0;
      const before = await proxy.collect();
      const senders = Array.from({ length: PEERS }, () => upload(proxy.port, type, BODY_BYTES));
      t.after(() => {
        for (const socket of [...senders, ...held]) socket.destroy();
        origin.close();
      });
      await untilStill(() => sum(senders, writtenBytes), REST_BYTES, proxy);
      const taken = sum(senders, writtenBytes) - tcpQueues(proxy.port).inward;
      const unread = sum(held, ({ readableLength }) => readableLength);
      const sent = receivedBytes + unread + tcpQueues(upstreamPort).inward;
      assert.equal(held.length, PEERS);
      const memory = (await proxy.collect()) - before;
      check(`uploads, ${name}`, [memory / PEERS, (taken - sent) / PEERS]);
    });
  }
});

/** Sends content as fast as it is taken, and goes when all of it was. */
function upload(port: number, type: string, bytes: number): Socket {
  const socket = connect(port, "127.0.0.1");
  const piece = Buffer.from(`["${"x".repeat(1000)}", 17],\n`.repeat(64));
  let left = Math.floor(bytes / piece.length);
  const fields = `Host: www.example.com\r\nContent-Type: ${type}\r\nContent-Length: ${left * piece.length}`;
  const fill = () => {
    while (left-- > 0) if (!socket.write(piece)) return;
    socket.destroySoon();
  };
  socket.on("drain", fill).on("error", () => {});
  socket.write(`POST / HTTP/1.1\r\n${fields}\r\n\r\n`);
  fill();
  return socket;
}

function startProxy(ending: Ending, upstreamPort: number, limits: { upstreamConnections: number }) {
  const upstream = `http://127.0.0.1:${upstreamPort}`;
  const routes = [{ public: PUBLIC, internal: INTERNAL, upstream, rewrite: { forms: true } }];
  return ProxyProcess.start(ending, { limits, routes }, COLLECTING);
}

async function download(port: number, path: string, coding: string): Promise<void> {
  const headers = { Host: "www.example.com", "Accept-Encoding": coding };
  const request = get({ port, host: "127.0.0.1", path, headers });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  await once(response.resume(), "end");
}
