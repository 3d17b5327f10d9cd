import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, get, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { INTERNAL } from "../proxy/fixture.ts";
import { BOMBS, type Bomb, farRepetitions, nestedBomb, oneLineLog } from "./support/bombs.ts";
import { PUBLIC } from "./support/documents.ts";
import { Figures, isFull, mebibytes } from "./support/figures.ts";
import { ProxyProcess, STEADY_HEAP } from "./support/proxy-process.ts";

const GIB = 2 ** 30;
const BOMB_BYTES = (isFull ? 10 : 1) * GIB;
const MOST_MEMORY_BYTES = 64 * 2 ** 20;
const MOST_CPU_MS = 2000;

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

  before(async () => {
    await once(origin.listen(0, "127.0.0.1"), "listening");
  });
  after(() => {
    origin.close();
    origin.closeAllConnections();
    figures.print();
  });

  for (const [name, make] of Object.entries(BOMBS)) {
    let made: Promise<Bomb> | undefined;

    test(`L11 ${name}: broken off at the limit`, { timeout: 120_000 }, async (t) => {
      made ??= make(BOMB_BYTES);
      bomb = await made;
      proxy = await start(t);
      const cost = costOf(proxy);
      const isWhole = await download(proxy.port);
      check(`response, ${name}`, cost());
      assert.equal(isWhole, false);
    });

    test(`L11 ${name}: 413 where it is uploaded`, { timeout: 120_000 }, async (t) => {
      made ??= make(BOMB_BYTES);
      bomb = await made;
      proxy = await start(t);
      const cost = costOf(proxy);
      const status = await upload(proxy.port, bomb);
      check(`request, ${name}`, cost());
      assert.equal(status, 413);
    });
  }

  test("L11 zstd: an upload of 1 MiB that grows where it is coded again is not collected", async (t) => {
    bomb = farRepetitions();
    proxy = await start(t);
    const cost = costOf(proxy);
    assert.equal(await upload(proxy.port, bomb, { "Content-Length": sizeOf(bomb) }), 200);
    check("request, far repetitions", cost());
  });

  for (const coding of ["gzip", "br"] as const) {
    test(`L11 ${coding}: 50 MiB of one line are no bomb`, { timeout: 60_000 }, async (t) => {
      bomb = oneLineLog(coding, 50 * 2 ** 20);
      proxy = await start(t);
      const cost = costOf(proxy);
      assert.equal(await download(proxy.port), true);
      check(`50 MiB of one line, ${coding}`, cost());
    });
  }

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
    const memory = [sizeOf(bomb), memoryBytes, MOST_MEMORY_BYTES].map(mebibytes);
    figures.add(name, ...memory, String(cpuMs), String(MOST_CPU_MS));
    assert.ok(memoryBytes <= MOST_MEMORY_BYTES, `${mebibytes(memoryBytes)} more`);
    assert.ok(cpuMs <= MOST_CPU_MS, `${cpuMs} ms of CPU`);
  }
});

interface Cost {
  readonly memoryBytes: number;
  readonly cpuMs: number;
}

/** What is used from now on until it is asked for. */
function costOf(proxy: ProxyProcess): () => Cost {
  const { rssBytes, cpuMs } = proxy;
  proxy.forgetPeak();
  return () => ({ memoryBytes: proxy.peakRssBytes - rssBytes, cpuMs: proxy.cpuMs - cpuMs });
}

function sizeOf({ parts }: Bomb): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** The status of the answer. */
async function upload(
  port: number,
  { codings, parts }: Bomb,
  lengths: Readonly<Record<string, number>> = {},
): Promise<number> {
  const headers = {
    Host: "www.example.com",
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Encoding": codings,
    ...lengths,
  };
  const sent = request({ port, host: "127.0.0.1", path: "/", method: "POST", headers }).on("error", () => {});
  for (const part of parts) sent.write(part);
  sent.end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.destroy();
  return response.statusCode ?? 0;
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
