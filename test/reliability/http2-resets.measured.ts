import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { percentile } from "../../bench/statistics.ts";
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
import { waitsOf } from "./support/bystander.ts";
import { Figures, isFull, mebibytes } from "./support/figures.ts";
import { ProxyProcess, STEADY_HEAP } from "./support/proxy-process.ts";

const WATCH_MS = isFull ? 10_000 : 3000;
const BATCH = 90;
const BLOCK = fieldBlock(GET);
/** Percentiles of what others wait, and what a busy machine makes of each by itself. */
const NOISE_MS = { 50: 2, 99: 20 } as const;

interface ResetAttack {
  readonly name: string;
  /** Between requests and their resets; 0 sends both in one packet. */
  readonly pauseMs: number;
  /** How many times as long as without the attack, or as the noise, others may wait. */
  readonly mostTimes: number;
  /** Most connections to the application, for each of the attacker's. */
  readonly mostDialled: number;
}

const ATTACKS: readonly ResetAttack[] = [
  { name: "reset at once", pauseMs: 0, mostTimes: 8, mostDialled: 1 },
  { name: "reset after 2 ms", pauseMs: 2, mostTimes: 20, mostDialled: 128 },
];

const STREAMS = 10_000;
const MOST_BYTES = 50 * 2 ** 20;

describe("L10 resets", () => {
  const figures = new Figures("B-37 others, beside one who resets requests and comes again", [
    "attack",
    "connections",
    "requests",
    "dialled",
    "others, p50",
    "before",
    "p99",
    "before",
  ]);
  const ends: (() => unknown)[] = [];
  let upstream: RawServer;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    const route = { public: "https://www.example.com/", internal: INTERNAL, upstream: upstream.origin };
    const config = { listen: { address: "127.0.0.1:0", ...certificate("www") }, routes: [route] };
    proxy = await ProxyProcess.start({ after: (end) => ends.push(end) }, config, STEADY_HEAP);
    await waitsOf({ port: proxy.port, ms: 500 });
  });

  after(async () => {
    figures.print();
    await upstream.close();
    for (const end of ends) end();
  });

  for (const { name, pauseMs, mostTimes, mostDialled } of ATTACKS) {
    test(`B-37 L10 ${name}, again and again: others wait hardly longer`, { timeout: 60_000 }, async () => {
      const calm = await waitsOf({ port: proxy.port, ms: WATCH_MS });
      const dialledBefore = upstream.connections.length;
      const attacker = new Attacker(proxy.port, pauseMs);
      const waits = await waitsOf({ port: proxy.port, ms: WATCH_MS });
      await attacker.stop();
      const { connections, requests } = attacker;
      const dialled = upstream.connections.length - dialledBefore;
      const times = Object.entries(NOISE_MS).map(([percent, noiseMs]) => {
        const [ms = 0, calmMs = 0] = [waits, calm].map((all) => percentile(all, Number(percent)));
        return { what: `p${percent}`, ms, calmMs, mostMs: mostTimes * Math.max(calmMs, noiseMs) };
      });
      const said = times.flatMap(({ ms, calmMs }) => [ms, calmMs]).map((ms) => `${ms.toFixed(1)} ms`);
      figures.add(name, ...[connections, requests, dialled].map(String), ...said);
      assert.ok(connections > 5, `only ${connections} connections`);
      assert.ok(dialled <= mostDialled * connections, `${dialled} connections to the application`);
      for (const { what, ms, calmMs, mostMs } of times) {
        assert.ok(ms <= mostMs, `${what} ${ms.toFixed(1)} ms in place of ${calmMs.toFixed(1)} ms`);
      }
    });
  }

  test(`L10 ${STREAMS} streams of one connection, ${BATCH} at a time, are answered`, { timeout: 60_000 }, async () => {
    const before = proxy.rssBytes;
    proxy.forgetPeak();
    const client = await FrameConnection.open(proxy.port);
    for (let first = 0; first < STREAMS; first += BATCH) {
      const streams = Array.from({ length: Math.min(BATCH, STREAMS - first) }, (_, i) => 2 * (first + i) + 1);
      for (const stream of streams) client.request(stream);
      for (const stream of streams) await client.until(FRAME.data, stream);
      client.frames.length = 0;
    }
    client.socket.destroy();
    const growthBytes = proxy.peakRssBytes - before;
    assert.ok(growthBytes <= MOST_BYTES, `${mebibytes(growthBytes)} of memory`);
  });
});

/** Asks and cancels, batch by batch, until the connection is closed; then on another. */
class Attacker {
  readonly #port: number;
  readonly #pauseMs: number;
  readonly #over: Promise<void>;
  #isOver = false;
  connections = 0;
  requests = 0;

  constructor(port: number, pauseMs: number) {
    this.#port = port;
    this.#pauseMs = pauseMs;
    this.#over = this.#attack();
  }

  stop(): Promise<void> {
    this.#isOver = true;
    return this.#over;
  }

  async #attack(): Promise<void> {
    while (!this.#isOver) {
      const client = await FrameConnection.open(this.#port);
      this.connections++;
      await client.until(FRAME.settings, 0).catch(() => {});
      for (let first = 0; !client.isClosed && !this.#isOver; first += BATCH) {
        const streams = Array.from({ length: BATCH }, (_, i) => 2 * (first + i) + 1);
        await this.#askAndCancel(client, streams);
        this.requests += BATCH;
        await delay(0);
      }
      client.socket.destroy();
    }
  }

  async #askAndCancel(client: FrameConnection, streams: readonly number[]): Promise<void> {
    const ask = (stream: number) => frame(FRAME.headers, END_HEADERS | END_STREAM, stream, BLOCK);
    const cancel = (stream: number) => numberFrame(FRAME.reset, stream, ERROR.cancel);
    if (this.#pauseMs === 0) {
      client.send(...streams.flatMap((stream) => [ask(stream), cancel(stream)]));
    } else {
      client.send(...streams.map(ask));
      await delay(this.#pauseMs);
      client.send(...streams.map(cancel));
    }
  }
}
