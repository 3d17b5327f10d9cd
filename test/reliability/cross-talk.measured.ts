import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { Pool } from "undici";
import { INTERNAL } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { distinctPages, receivedHash } from "./support/distinct-pages.ts";
import { PUBLIC } from "./support/documents.ts";
import { Figures, isFull } from "./support/figures.ts";
import { inParallel } from "./support/in-parallel.ts";
import { ProxyProcess } from "./support/proxy-process.ts";

const PAGES = distinctPages(400);
const REQUESTS = isFull ? 100_000 : 4000;
const AT_ONCE = 64;
const ACCEPT_ENCODING = "gzip, br, zstd";

interface Answer {
  readonly content: Buffer;
  readonly coding: string | undefined;
}

type Ask = (path: string) => Promise<Answer>;

describe("each client gets its own page, and nothing of another", () => {
  const figures = new Figures("Cross-talk", ["client", "requests", "mismatches", "requests/s"]);
  const origin = createServer((request, response) => {
    const page = PAGES[Number(request.url?.slice(1))]!;
    response.setHeader("Content-Type", page.type);
    if (page.coding !== "identity") response.setHeader("Content-Encoding", page.coding);
    // Half with a length, half in pieces.
    if (page.body.length % 2 === 0) return void response.end(page.body);
    response.write(page.body.subarray(0, page.body.length / 2));
    setImmediate(() => response.end(page.body.subarray(page.body.length / 2)));
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

  const timeout = isFull ? 900_000 : 120_000;

  test("over HTTP/1.1", { timeout }, async (t) => {
    proxy = await start(t, "127.0.0.1:0");
    const pool = new Pool(`http://127.0.0.1:${proxy.port}`, { connections: AT_ONCE, pipelining: 1 });
    t.after(() => pool.destroy());
    await compare("HTTP/1.1", async (path) => {
      const headers = { host: "www.example.com", "accept-encoding": ACCEPT_ENCODING };
      const response = await pool.request({ method: "GET", path, headers });
      const coding = response.headers["content-encoding"] as string | undefined;
      return { content: Buffer.from(await response.body.arrayBuffer()), coding };
    });
  });

  test("over HTTP/2, many streams on few connections", { timeout }, async (t) => {
    proxy = await start(t, { address: "127.0.0.1:0", ...certificate("www") });
    const url = `https://127.0.0.1:${proxy.port}`;
    const sessions = Array.from({ length: 4 }, () => connectHttp2(url, { rejectUnauthorized: false }));
    t.after(() => {
      for (const session of sessions) session.destroy();
    });
    let turn = 0;
    await compare("HTTP/2", async (path) => {
      const headers = { ":path": path, ":authority": "www.example.com", "accept-encoding": ACCEPT_ENCODING };
      const stream = sessions[turn++ % sessions.length]!.request(headers);
      const content: Buffer[] = [];
      let coding: string | undefined;
      stream.on("response", (received) => {
        coding = received["content-encoding"];
      });
      for await (const chunk of stream) content.push(chunk);
      return { content: Buffer.concat(content), coding };
    });
  });

  function start(
    ending: { after(end: () => unknown): void },
    listen: string | { address: string; cert: string; key: string },
  ): Promise<ProxyProcess> {
    const upstream = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
    return ProxyProcess.start(ending, { listen, routes: [{ public: PUBLIC, internal: INTERNAL, upstream }] });
  }

  async function compare(client: string, ask: Ask): Promise<void> {
    const begin = performance.now();
    const numbers = Array.from({ length: REQUESTS }, (_, i) => (i * 7919) % PAGES.length);
    const results = await inParallel(numbers, AT_ONCE, async (number) => {
      const { content, coding } = await ask(`/${number}`);
      return receivedHash(content, coding) === PAGES[number]!.expected ? undefined : number;
    });
    const mismatches = results.filter((number) => number !== undefined);
    const rate = REQUESTS / ((performance.now() - begin) / 1000);
    figures.add(client, String(REQUESTS), String(mismatches.length), rate.toFixed(0));
    assert.deepEqual(mismatches, []);
  }
});
