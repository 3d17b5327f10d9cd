import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, get, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import { INTERNAL } from "../proxy/fixture.ts";
import { BOMBS, type Bomb, nestedBomb } from "./support/bombs.ts";
import { PUBLIC } from "./support/documents.ts";
import { Figures, isFull, mebibytes } from "./support/figures.ts";
import { ProxyProcess, STEADY_HEAP } from "./support/proxy-process.ts";

const GIB = 2 ** 30;
const BOMB_BYTES = (isFull ? 10 : 1) * GIB;
const MOST_MEMORY_BYTES = 64 * 2 ** 20;
/** On the machine that the bound was set on. */
const MOST_CPU_MS = 2000;
/** What that is, wherever this runs: so many times what zlib alone takes to decode and encode as much as the limits let through. */
const MOST_TIMES_ZLIB = 2;

describe("L11 compression bombs", () => {
  const figures = new Figures(
    `L11 bodies that become ${BOMB_BYTES / GIB} GiB: what they cost with the default limits`,
    ["bomb", "sent", "memory", "at most", "CPU, ms", "at most"],
  );
  let bomb: Bomb = { codings: "identity", parts: [] };
  const origin = createServer((request, response) => {
    request.resume().once("end", () => {
      response.writeHead(200, { "Content-Type": "text/html", "Content-Encoding": bomb.codings });
      for (const part of bomb.parts) response.write(part);
      response.end();
    });
  });
  let proxy: ProxyProcess;

  let mostCpuMs = MOST_CPU_MS;

  before(async () => {
    if (!isFull) mostCpuMs = MOST_TIMES_ZLIB * zlibCpuMs(DEFAULT_LIMITS.decodedBytes);
    await once(origin.listen(0, "127.0.0.1"), "listening");
  });
  after(() => {
    origin.close();
    origin.closeAllConnections();
    figures.print();
  });

  for (const [name, make] of Object.entries(BOMBS)) {
    test(`L11 ${name}: broken off at the limit`, { timeout: 120_000 }, async (t) => {
      bomb = await make(BOMB_BYTES);
      proxy = await start(t);
      const cost = costOf(proxy);
      const isWhole = await download(proxy.port);
      check(`response, ${name}`, cost());
      assert.equal(isWhole, false);
    });
  }

  test("L11 gzip: a bomb that is uploaded gets 413", { timeout: 120_000 }, async (t) => {
    bomb = await BOMBS.gzip(BOMB_BYTES);
    proxy = await start(t);
    const cost = costOf(proxy);
    const headers = {
      Host: "www.example.com",
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Encoding": bomb.codings,
    };
    const upload = request({ port: proxy.port, host: "127.0.0.1", path: "/", method: "POST", headers });
    upload.on("error", () => {});
    for (const part of bomb.parts) upload.write(part);
    upload.end();
    const [response] = (await once(upload, "response")) as [IncomingMessage];
    check("request, gzip", cost());
    assert.equal(response.statusCode, 413);
    response.destroy();
  });

  for (const layers of [6, 1000]) {
    test(`L11 ${layers} codings: passed without being read`, { timeout: 60_000 }, async (t) => {
      bomb = nestedBomb(layers);
      proxy = await start(t);
      const cost = costOf(proxy);
      assert.equal(await download(proxy.port), true);
      check(`response, ${layers} codings`, cost());
    });
  }

  async function start(t: { after(end: () => unknown): void }): Promise<ProxyProcess> {
    const upstream = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
    const routes = [{ public: PUBLIC, internal: INTERNAL, upstream, rewrite: { forms: true } }];
    const started = await ProxyProcess.start(t, { logLevel: "error", routes }, STEADY_HEAP);
    const armed = bomb;
    bomb = { codings: "identity", parts: [Buffer.alloc(1000)] };
    for (let i = 0; i < 200; i++) await download(started.port);
    bomb = armed;
    return started;
  }

  function check(name: string, { memoryBytes, cpuMs }: Cost): void {
    const sentBytes = bomb.parts.reduce((sum, { length }) => sum + length, 0);
    const memory = [sentBytes, memoryBytes, MOST_MEMORY_BYTES].map(mebibytes);
    figures.add(name, ...memory, String(cpuMs), mostCpuMs.toFixed(0));
    assert.ok(memoryBytes <= MOST_MEMORY_BYTES, `${mebibytes(memoryBytes)} more`);
    assert.ok(cpuMs <= mostCpuMs, `${cpuMs} ms of CPU, of ${mostCpuMs.toFixed(0)}`);
  }
});

interface Cost {
  readonly memoryBytes: number;
  readonly cpuMs: number;
}

/** What it takes here and now to decode and encode so many bytes; told by an eighth of them. */
function zlibCpuMs(bytes: number): number {
  const part = gzipSync(Buffer.alloc(bytes / 8, " "));
  const before = process.cpuUsage();
  gzipSync(gunzipSync(part));
  const { user, system } = process.cpuUsage(before);
  return (8 * (user + system)) / 1000;
}

/** What is used from now on until it is asked for. */
function costOf(proxy: ProxyProcess): () => Cost {
  const { rssBytes, cpuMs } = proxy;
  proxy.forgetPeak();
  return () => ({ memoryBytes: proxy.peakRssBytes - rssBytes, cpuMs: proxy.cpuMs - cpuMs });
}

/** Whether the answer comes to its end. */
async function download(port: number): Promise<boolean> {
  const headers = { Host: "www.example.com", "Accept-Encoding": "gzip, deflate, br, zstd" };
  const [response] = (await once(get({ port, host: "127.0.0.1", path: "/", headers }), "response")) as [
    IncomingMessage,
  ];
  await new Promise((resolve) =>
    response
      .on("error", () => {})
      .resume()
      .once("close", resolve),
  );
  return response.complete;
}
