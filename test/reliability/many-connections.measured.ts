import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { percentile } from "../../bench/statistics.ts";
import type { Limits } from "../../src/limits.ts";
import { INTERNAL } from "../proxy/fixture.ts";
import { PUBLIC } from "./support/documents.ts";
import { Figures, isFull, kibibytes, mebibytes } from "./support/figures.ts";
import { inParallel } from "./support/in-parallel.ts";
import { COLLECTING, type Ending, ProxyProcess } from "./support/proxy-process.ts";

const AT_ONCE = 50;
/** Ten times what an idle machine must not exceed. */
const MOST_P99_MS = 500;
const IDLE = { connections: isFull ? 9500 : 2000, mostBytes: 20 * 1024 };
const TUNNELS = { connections: isFull ? 2000 : 500, mostBytes: 80 * 1024 };
const CHURN = isFull ? 50_000 : 4000;

const PAGE = `<a href="${INTERNAL}x">x</a>`;
const GET = "GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n";
const UPGRADE = GET.replace("\r\n\r\n", "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
const LAST = GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");

describe("many connections", () => {
  const figures = new Figures("L6, L7 many connections", ["connections", "how many", "measured", "at most"]);
  const tunnels: Socket[] = [];
  const origin = createServer((_, response) => void response.setHeader("Content-Type", "text/html").end(PAGE));
  let upstream = "";

  before(async () => {
    origin.on("upgrade", (_, socket: Socket) => {
      tunnels.push(socket.on("error", () => {}));
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    });
    await once(origin.listen(0, "127.0.0.1"), "listening");
    upstream = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
  });
  after(() => {
    origin.close();
    origin.closeAllConnections();
    figures.print();
  });

  test("L6 idle connections", { timeout: 120_000 }, async (t) => {
    const proxy = await warmProxy(t);
    const before = await restingBytes(proxy);
    const sockets = await open(t, proxy.port, IDLE.connections, GET);
    const each = ((await restingBytes(proxy)) - before) / IDLE.connections;
    assert.equal(sockets.filter(({ destroyed }) => destroyed).length, 0);
    figures.add("idle", String(IDLE.connections), kibibytes(each), kibibytes(IDLE.mostBytes));
    assert.ok(each <= IDLE.mostBytes, `${kibibytes(each)} each`);

    const durations: number[] = [];
    for (let i = 0; i < 300; i++) {
      const start = performance.now();
      await ask(proxy.port, LAST);
      durations.push(performance.now() - start);
    }
    const p99 = percentile(
      durations.toSorted((a, b) => a - b),
      99,
    );
    figures.add("a new request beside them, p99", "300", `${p99.toFixed(1)} ms`, `${MOST_P99_MS} ms`);
    assert.ok(p99 <= MOST_P99_MS, `${p99} ms`);
  });

  test("L6 idle tunnels", { timeout: 120_000 }, async (t) => {
    t.after(() => {
      for (const socket of tunnels) socket.destroy();
    });
    const proxy = await warmProxy(t);
    const before = await restingBytes(proxy);
    const sockets = await open(t, proxy.port, TUNNELS.connections, UPGRADE);
    const each = ((await restingBytes(proxy)) - before) / TUNNELS.connections;
    assert.equal(tunnels.length, TUNNELS.connections);
    assert.equal(sockets.filter(({ destroyed }) => destroyed).length, 0);
    figures.add("idle tunnels", String(TUNNELS.connections), kibibytes(each), kibibytes(TUNNELS.mostBytes));
    assert.ok(each <= TUNNELS.mostBytes, `${kibibytes(each)} each`);
  });

  test("L7 connections that come and go leave nothing behind", { timeout: 180_000 }, async (t) => {
    const proxy = await warmProxy(t, { upstreamKeepAliveTimeoutMs: 500 });
    const round = () => inParallel(Array.from({ length: CHURN / 2 }), AT_ONCE, () => ask(proxy.port, LAST));
    await round();
    const before = await proxy.collect();
    const filesBefore = await restingFiles(proxy);
    await round();
    const more = (await proxy.collect()) - before;
    const moreFiles = (await restingFiles(proxy)) - filesBefore;
    figures.add("come and gone, more memory", String(CHURN / 2), mebibytes(more), mebibytes(before * 0.05));
    figures.add("come and gone, more open files", String(CHURN / 2), String(moreFiles), "0");
    assert.ok(more <= before * 0.05, `${mebibytes(more)} more`);
    assert.equal(moreFiles, 0);
  });

  /** One that has answered enough for its heap to have come to its size. */
  async function warmProxy(ending: Ending, limits: Partial<Limits> = {}): Promise<ProxyProcess> {
    const config = {
      limits: { upstreamConnections: TUNNELS.connections, ...limits },
      routes: [{ public: PUBLIC, internal: INTERNAL, upstream }],
    };
    const proxy = await ProxyProcess.start(ending, config, COLLECTING);
    await inParallel(Array.from({ length: 2000 }), AT_ONCE, () => ask(proxy.port, LAST));
    return proxy;
  }

  /** Once kept connections to the upstream are over, too. */
  async function restingFiles(proxy: ProxyProcess): Promise<number> {
    const kept = promisify(origin.getConnections.bind(origin));
    let files = proxy.openFiles;
    for (let still = 0; still < 10; ) {
      await delay(100);
      still = (await kept()) === 0 && proxy.openFiles === files ? still + 1 : 0;
      files = proxy.openFiles;
    }
    return files;
  }
});

/** Opens connections and brings each as far as an answer's head. */
async function open(ending: Ending, port: number, count: number, request: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  ending.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  await inParallel(Array.from({ length: count }), AT_ONCE, async () => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    sockets.push(socket);
    socket.write(request);
    await once(socket, "data");
  });
  return sockets;
}

async function ask(port: number, request: string): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(request);
  await once(socket, "close");
  assert.match(answer, /^HTTP\/1\.1 200 [\s\S]*href="http:\/\/www\.example\.com\/x"/);
}

/** What it has once it does nothing any more. */
async function restingBytes(proxy: ProxyProcess): Promise<number> {
  await delay(1000);
  return proxy.rssBytes;
}
