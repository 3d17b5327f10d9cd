import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { connect, type TLSSocket } from "node:tls";
import { RawServer } from "../raw-connection.ts";
import { startHttp2 } from "./fixture.ts";
import { ACK, END_HEADERS, END_STREAM, FRAME, fieldBlock, frame, GET } from "./frames.ts";

const TIMEOUT_MS = 400;
const LIMITS = { requestHeadersTimeoutMs: TIMEOUT_MS };
/** Twice the timeout, a second for the client to end, and what a busy machine adds. */
const PATIENCE_MS = 6000;

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const SETTINGS = frame(FRAME.settings, 0, 0);
const BLOCK = fieldBlock(GET);
const BEGINNING = [Buffer.from(PREFACE), SETTINGS];
/** Its response never comes. */
const OPEN = [
  ...BEGINNING,
  frame(FRAME.headers, END_HEADERS | END_STREAM, 1, fieldBlock([...GET.slice(0, 3), [":path", "/open"]])),
];
const ANSWERED = [...BEGINNING, frame(FRAME.headers, END_HEADERS | END_STREAM, 1, BLOCK)];

interface SlowHead {
  readonly name: string;
  readonly said: readonly Buffer[];
  /** What is said again and again after that. Default: nothing. */
  readonly again?: Buffer;
}

const SLOW_HEADS: readonly SlowHead[] = [
  { name: "nothing after the handshake", said: [] },
  { name: "half of the preface", said: [Buffer.from(PREFACE.slice(0, 12))] },
  { name: "no request", said: BEGINNING },
  { name: "PING, and no request", said: BEGINNING, again: frame(FRAME.ping, 0, 0, Buffer.alloc(8)) },
  { name: "a first request without END_HEADERS", said: [...BEGINNING, frame(FRAME.headers, END_STREAM, 1, BLOCK)] },
  { name: "a second request without END_HEADERS", said: [...ANSWERED, frame(FRAME.headers, END_STREAM, 3, BLOCK)] },
  {
    name: "a request without END_HEADERS beside one that is open",
    said: [...OPEN, frame(FRAME.headers, END_STREAM, 3, BLOCK)],
  },
  {
    name: "a part of HEADERS beside a request that is open",
    said: [...OPEN, frame(FRAME.headers, END_HEADERS | END_STREAM, 3, BLOCK).subarray(0, 20)],
  },
  {
    name: "HEADERS byte by byte beside a request that is open",
    said: [...OPEN, frame(FRAME.headers, END_HEADERS | END_STREAM, 3, Buffer.alloc(10_000)).subarray(0, 9), BLOCK],
    again: Buffer.from([0]),
  },
];

/** Answers all but one. */
function answering(): Promise<RawServer> {
  return RawServer.listen(async (connection) => {
    const head = await connection.head().catch(() => "");
    if (!head.startsWith("GET /open"))
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
  });
}

/** A client that never closes its side. */
async function open(port: number): Promise<TLSSocket> {
  const options = { port, host: "127.0.0.1", ALPNProtocols: ["h2"], rejectUnauthorized: false, allowHalfOpen: true };
  const socket = connect(options);
  socket.on("error", () => {});
  await once(socket, "secureConnect");
  return socket.resume();
}

describe("B-41 h2: late heads", { concurrency: true }, () => {
  for (const { name, said, again } of SLOW_HEADS) {
    test(`B-41 h2: ${name}: the connection is closed after requestHeadersTimeoutMs`, async (t) => {
      const { port } = await startHttp2(t, await answering(), { limits: LIMITS });
      const socket = await open(port);
      const start = performance.now();
      const ended = Promise.race([once(socket, "end"), once(socket, "close")]);
      socket.write(Buffer.concat(said));
      const repeating = again && setInterval(() => socket.write(again), 50);
      const isEnded = await Promise.race([ended.then(() => true), delay(PATIENCE_MS, false, { ref: false })]);
      clearInterval(repeating);
      const tookMs = performance.now() - start;
      socket.destroy();
      assert.ok(isEnded, "still open");
      assert.ok(tookMs >= TIMEOUT_MS / 2, `closed after ${tookMs.toFixed(0)} ms`);
    });
  }

  test("B-41 h2: a client that says it goes away, and never does, does not keep the connection", async (t) => {
    const { port, close } = await startHttp2(t, await answering(), { limits: { keepAliveTimeoutMs: TIMEOUT_MS } });
    const socket = await open(port);
    socket.write(Buffer.concat([...ANSWERED, frame(FRAME.goaway, 0, 0, Buffer.alloc(8))]));
    await once(socket, "end");
    const isOver = await Promise.race([close(60_000).then(() => true), delay(PATIENCE_MS, false, { ref: false })]);
    socket.destroy();
    assert.ok(isOver, "the proxy still has the connection");
  });

  test("B-41 h2: a client that never closes its side does not keep the connection", async (t) => {
    const { port, close } = await startHttp2(t, await answering(), { limits: LIMITS });
    const socket = await open(port);
    await once(socket, "end");
    const isOver = await Promise.race([close(60_000).then(() => true), delay(PATIENCE_MS, false, { ref: false })]);
    socket.destroy();
    assert.ok(isOver, "the proxy still has the connection");
  });

  test("B-41 h2: a connection that was used may be idle for longer, a request that is reset by the proxy included", async (t) => {
    const limits = { requestHeadersTimeoutMs: 3 * TIMEOUT_MS };
    const { frames } = await startHttp2(t, await answering(), { limits });
    const client = await frames();
    client.request(1);
    await client.until(FRAME.data, 1);
    client.request(3, [...GET, ["connection", "x"]]);
    await client.until(FRAME.reset, 3);
    client.send(frame(FRAME.ping, ACK, 0, (await client.until(FRAME.ping, 0)).payload));
    await delay(3 * limits.requestHeadersTimeoutMs);
    client.request(5);
    assert.equal(String((await client.until(FRAME.data, 5)).payload), "ok");
  });
});
