import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { INTERNAL } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import {
  END_HEADERS,
  END_STREAM,
  ERROR,
  FRAME,
  FrameConnection,
  fieldBlock,
  frame,
  GET,
  numberFrame,
} from "../proxy/http2/frames.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { Figures, mebibytes } from "./support/figures.ts";
import { ProxyProcess, STEADY_HEAP } from "./support/proxy-process.ts";

const MOST_MEMORY_BYTES = 50 * 2 ** 20;
/** Of the proxy's time, until it has closed the connection. */
const MOST_CPU_MS = 1000;
/** How long that may take where others want the processor, too. */
const MOST_MS = 5000;
const SENT_FRAMES = 20_000;
const BATCH_FRAMES = 100;
const LARGE_BYTES = 5_000_000;

const figures = new Figures("L10 floods of HTTP/2 frames", [
  "flood",
  "closed after",
  "frames sent",
  "processor time",
  "memory",
]);

const BLOCK = fieldBlock(GET);

/** What is sent again and again, the `i`th time, after a beginning. */
interface Flood {
  readonly name: string;
  readonly first?: readonly Buffer[];
  readonly next: (i: number) => readonly Buffer[];
  /** It need not end the connection, since it costs next to nothing. */
  readonly isCheap?: boolean;
}

const floods: readonly Flood[] = [
  {
    name: "B-37 rapid reset (CVE-2023-44487)",
    next: (i) => [
      frame(FRAME.headers, END_HEADERS | END_STREAM, 2 * i + 1, BLOCK),
      numberFrame(FRAME.reset, 2 * i + 1, ERROR.cancel),
    ],
  },
  {
    name: "streams that are errors",
    next: (i) => [frame(FRAME.headers, END_HEADERS | END_STREAM, 2 * i + 1, fieldBlock([...GET, ["connection", "x"]]))],
  },
  {
    name: "more streams than were announced",
    next: (i) => [frame(FRAME.headers, END_HEADERS, 2 * i + 1, BLOCK)],
  },
  {
    name: "B-38 CONTINUATION without an end (CVE-2024-27983)",
    first: [frame(FRAME.headers, END_STREAM, 1, BLOCK)],
    next: (i) => [frame(FRAME.continuation, 0, 1, fieldBlock([[`x-${i}`, "x".repeat(1000)]]))],
  },
  {
    name: "B-38 empty CONTINUATION without an end",
    first: [frame(FRAME.headers, END_STREAM, 1, BLOCK)],
    next: () => [frame(FRAME.continuation, 0, 1)],
  },
  {
    name: "B-39 PING (CVE-2019-9512)",
    next: () => [frame(FRAME.ping, 0, 0, Buffer.alloc(8))],
  },
  {
    name: "B-39 SETTINGS (CVE-2019-9515)",
    next: () => [frame(FRAME.settings, 0, 0)],
  },
  {
    name: "B-39 empty DATA (CVE-2019-9518)",
    first: [frame(FRAME.headers, END_HEADERS, 1, fieldBlock([[":method", "POST"], ...GET.slice(1)]))],
    next: () => [frame(FRAME.data, 0, 1)],
  },
  {
    name: "B-39 fields without a name (CVE-2019-9516)",
    next: (i) => [
      frame(FRAME.headers, END_HEADERS | END_STREAM, 2 * i + 1, fieldBlock([...GET, ...Array(100).fill(["", ""])])),
    ],
  },
  {
    name: "B-39 PRIORITY (CVE-2019-9513)",
    next: (i) => [frame(FRAME.priority, 0, 2 * i + 1, Buffer.alloc(5))],
  },
  {
    name: "B-39 WINDOW_UPDATE of one byte",
    next: () => [numberFrame(FRAME.windowUpdate, 0, 1)],
    isCheap: true,
  },
  {
    name: "B-39 WINDOW_UPDATE overflow (CVE-2026-21714)",
    next: () => [numberFrame(FRAME.windowUpdate, 0, 2 ** 31 - 1)],
  },
  {
    name: "frames of no known type",
    next: () => [frame(0x42, 0, 0)],
  },
];

describe("L10", () => {
  let upstream: RawServer;
  let proxy: ProxyProcess;
  const ends: (() => unknown)[] = [];

  before(async () => {
    upstream = await RawServer.answering((head) => {
      const content = head.startsWith("GET /large") ? "x".repeat(LARGE_BYTES) : "ok";
      return `HTTP/1.1 200 OK\r\nContent-Length: ${content.length}\r\n\r\n${content}`;
    });
    const route = { public: "https://www.example.com/", internal: INTERNAL, upstream: upstream.origin };
    const config = { listen: { address: "127.0.0.1:0", ...certificate("www") }, routes: [route] };
    proxy = await ProxyProcess.start({ after: (end) => ends.push(end) }, config, STEADY_HEAP);
    for (let i = 0; i < 20; i++) await isAnswered();
  });

  after(async () => {
    figures.print();
    await upstream.close();
    for (const end of ends) end();
  });

  async function isAnswered(): Promise<void> {
    const bystander = await FrameConnection.open(proxy.port);
    bystander.request(1);
    await bystander.until(FRAME.data, 1);
    bystander.socket.destroy();
  }

  for (const { name, first = [], next, isCheap = false } of floods) {
    test(name, { timeout: 4 * MOST_MS }, async () => {
      const before = proxy.rssBytes;
      const cpuBeforeMs = proxy.cpuMs;
      proxy.forgetPeak();
      const attacker = await FrameConnection.open(proxy.port);
      await attacker.until(FRAME.settings, 0);
      attacker.send(...first);
      const start = performance.now();
      let sent = 0;
      while (!attacker.isClosed && performance.now() - start < MOST_MS && sent < SENT_FRAMES) {
        attacker.send(...Array.from({ length: BATCH_FRAMES }, () => next(sent++)).flat());
        await delay(0);
      }
      const bystander = isAnswered();
      while (!isCheap && !attacker.isClosed && performance.now() - start < MOST_MS) await delay(10);
      const tookMs = performance.now() - start;
      await bystander;
      const growthBytes = proxy.peakRssBytes - before;
      const closed = attacker.isClosed;
      const cpuMs = proxy.cpuMs - cpuBeforeMs;
      attacker.socket.destroy();
      figures.add(
        name,
        closed ? `${tookMs.toFixed(0)} ms` : "never",
        String(sent),
        `${cpuMs} ms`,
        mebibytes(growthBytes),
      );
      assert.ok(growthBytes <= MOST_MEMORY_BYTES, `${mebibytes(growthBytes)} of memory`);
      assert.ok(cpuMs < MOST_CPU_MS, `${cpuMs} ms of processor time`);
      assert.ok(closed || isCheap, "still open");
    });
  }

  test("B-39 answers that are never taken (CVE-2019-9517)", async () => {
    const window = Buffer.from([0, 4, 0, 0, 0, 0]);
    const before = proxy.rssBytes;
    proxy.forgetPeak();
    const clients = await Promise.all(Array.from({ length: 10 }, () => FrameConnection.open(proxy.port, window)));
    const large = [...GET.slice(0, 3), [":path", "/large"]] as const;
    for (const client of clients) {
      await client.until(FRAME.settings, 0);
      for (let i = 0; i < 10; i++) client.request(2 * i + 1, large);
    }
    for (const client of clients) await client.until(FRAME.headers, 1);
    await delay(500);
    await isAnswered();
    const growthBytes = proxy.peakRssBytes - before;
    for (const client of clients) client.socket.destroy();
    figures.add("B-39 answers that are never taken (CVE-2019-9517)", "", "", "", mebibytes(growthBytes));
    assert.ok(growthBytes <= MOST_MEMORY_BYTES, `${mebibytes(growthBytes)} of memory`);
  });
});
