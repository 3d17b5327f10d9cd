import assert from "node:assert/strict";
import { constants } from "node:http2";
import { test } from "node:test";
import { resolveLimits } from "../../../src/limits.ts";
import { BUFFERED_BYTES, fill, PIECE, TOTAL_BYTES } from "../filling.ts";
import { MOMENTS } from "../moments.ts";
import { RawServer } from "../raw-connection.ts";
import { exchange, startHttp2 } from "./fixture.ts";
import { END_HEADERS, END_STREAM, ERROR, FRAME, fieldBlock, frame, GET, numberFrame } from "./frames.ts";

for (const { name, said } of MOMENTS) {
  for (const how of ["the stream", "the connection"] as const) {
    test(`A7-86 h2: the client ends ${how} ${name}: so does the upstream's connection`, async (t) => {
      const upstream = await RawServer.listen();
      const { frames, record } = await startHttp2(t, upstream);
      const client = await frames();
      client.request(1);
      const application = await upstream.next();
      await application.head();
      application.send(said);
      if (said !== "") await client.until(FRAME.headers, 1);
      if (how === "the stream") client.send(numberFrame(FRAME.reset, 1, ERROR.cancel));
      else client.socket.destroy();
      await application.end();
      assert.partialDeepStrictEqual(await record, { error: "ERR_CLIENT_ABORTED" });
      if (how === "the connection") return;
      client.request(3);
      await (await upstream.next()).head();
    });
  }
}

test("A7-86 h2: the client goes away in the middle of its content", async (t) => {
  const upstream = await RawServer.listen();
  const { session } = await startHttp2(t, upstream);
  const stream = session().request({ ":authority": "www.example.com", ":method": "POST", "content-length": 10 });
  stream.on("error", () => {});
  stream.write("hello");
  const application = await upstream.next();
  await application.includes("hello");
  stream.close(constants.NGHTTP2_CANCEL);
  assert.match(await application.end(), /hello$/);
});

/** What an upstream says before it breaks off. */
const PLACES = {
  "by length, after the head": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
  "by length, in the body": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
  "in chunks, after the head": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
  "in chunks, in a chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhello",
  "in chunks, after a chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
  "rewritten, in a tag":
    'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<p><a href="http://legacy.internal:8080',
} as const;

for (const [place, said] of Object.entries(PLACES)) {
  for (const then of ["finish", "reset"] as const) {
    test(`A4-49 h2: upstream breaks off ${place}, ${then}: RST_STREAM and no END_STREAM`, async (t) => {
      const upstream = await RawServer.answering(said, then);
      const { frames } = await startHttp2(t, upstream);
      const client = await frames();
      client.request(1);
      assert.equal(await client.errorOf(1), ERROR.internal);
      const ends = client.frames.filter(({ type, flags }) => type <= FRAME.headers && (flags & END_STREAM) !== 0);
      assert.deepEqual(ends, []);
      assert.equal(client.isClosed, false);
    });
  }
}

test("A4-50 h2: a body that the connection's end delimits is complete after a good end", async (t) => {
  const { get } = await startHttp2(t, await RawServer.answering("HTTP/1.1 200 OK\r\n\r\nhello", "finish"));
  assert.partialDeepStrictEqual(await get(), { body: "hello", errorCode: 0 });
});

test("A4-50 h2: a body that the connection's end delimits is cut off by a reset", async (t) => {
  const { get } = await startHttp2(t, await RawServer.answering("HTTP/1.1 200 OK\r\n\r\nhello", "reset"));
  assert.equal((await get()).errorCode, constants.NGHTTP2_INTERNAL_ERROR);
});

test("h2: upstream breaks off before its head: 502", async (t) => {
  const { get } = await startHttp2(t, await RawServer.answering("HTTP/1.1 200 OK\r\nContent-Len", "finish"));
  assert.equal((await get()).status, 502);
});

test("h2: a client that does not read stops the upstream, and gets everything when it does", async (t) => {
  const upstream = await RawServer.listen();
  const { session } = await startHttp2(t, upstream);
  const stream = session().request({ ":authority": "www.example.com" });
  stream.on("error", () => {});
  stream.pause();
  const application = await upstream.next();
  await application.head();
  application.send(`HTTP/1.1 200 OK\r\nContent-Length: ${TOTAL_BYTES}\r\n\r\n`);
  const taken = await fill(application);
  assert.ok(taken < BUFFERED_BYTES, `${taken} bytes were taken`);
  let received = 0;
  stream.on("data", (chunk) => {
    received += chunk.length;
  });
  stream.resume();
  for (let written = taken; written < TOTAL_BYTES; written += PIECE.length) {
    if (!application.socket.write(PIECE)) await new Promise((resolve) => application.socket.once("drain", resolve));
  }
  await new Promise((resolve) => stream.once("close", resolve));
  assert.equal(received, TOTAL_BYTES);
});

test("h2: an upstream that does not read stops the client's stream, and no other", async (t) => {
  const upstream = await RawServer.listen((connection) => connection.socket.pause());
  const { session } = await startHttp2(t, upstream);
  const opened = session();
  const stream = opened.request({ ":authority": "www.example.com", ":method": "POST" });
  stream.on("error", () => {});
  let taken = 0;
  const write = () =>
    stream.write(PIECE, () => {
      taken += PIECE.length;
      if (taken < TOTAL_BYTES) write();
    });
  write();
  for (let still = 0, before = 0; still < 20; still++) {
    if (taken !== before) still = 0;
    before = taken;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.ok(taken < BUFFERED_BYTES, `${taken} bytes were taken`);
  assert.equal((await exchange(opened, { ":authority": "other.example.com" })).status, 421);
});

test("A8-95 closing: GOAWAY with the last stream, what is under way finishes, then the connection ends", async (t) => {
  const upstream = await RawServer.listen();
  const { frames, close } = await startHttp2(t, upstream);
  const client = await frames();
  client.request(1);
  const application = await upstream.next();
  await application.head();
  const closed = close();
  assert.equal(await client.errorOf(0), ERROR.none);
  assert.equal((await client.until(FRAME.goaway, 0)).payload.readUInt32BE(0), 1);
  client.request(3);
  application.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  assert.equal(String((await client.until(FRAME.data, 1)).payload), "ok");
  await client.closed();
  await closed;
  assert.equal(upstream.connections.length, 1);
});

test("closing breaks off streams at the deadline", async (t) => {
  const upstream = await RawServer.listen();
  const { frames, close } = await startHttp2(t, upstream);
  const client = await frames();
  client.request(1);
  const application = await upstream.next();
  await application.head();
  await close(50);
  await Promise.all([client.closed(), application.end()]);
});

test("an idle connection is told so and closed; a busy one is not", async (t) => {
  const upstream = await RawServer.listen();
  const limits = resolveLimits({ keepAliveTimeoutMs: 100 });
  const { frames } = await startHttp2(t, upstream, { limits });
  const [idle, busy] = [await frames(), await frames()];
  busy.request(1);
  const application = await upstream.next();
  await application.head();
  assert.equal(await idle.errorOf(0), ERROR.none);
  await idle.closed();
  await new Promise((resolve) => setTimeout(resolve, 200));
  application.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  assert.equal(String((await busy.until(FRAME.data, 1)).payload), "ok");
  await busy.closed();
});

test("B-37 h2: a request that is cancelled in the packet it came in starts nothing; the next one is served", async (t) => {
  const upstream = await RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  const { frames, record } = await startHttp2(t, upstream);
  const client = await frames();
  await client.until(FRAME.settings, 0);
  const request = (stream: number) => frame(FRAME.headers, END_HEADERS | END_STREAM, stream, fieldBlock(GET));
  const cancelled = Array.from({ length: 50 }, (_, i) => 2 * i + 1);
  client.send(
    ...cancelled.flatMap((stream) => [request(stream), numberFrame(FRAME.reset, stream, ERROR.cancel)]),
    request(101),
  );
  assert.equal(String((await client.until(FRAME.data, 101)).payload), "ok");
  assert.equal(upstream.connections.length, 1);
  assert.partialDeepStrictEqual(await record, { status: 200 });
});

test("A8-96 streams beyond the limit, before it was known, may be sent again", async (t) => {
  const upstream = await RawServer.listen();
  const { frames } = await startHttp2(t, upstream, { limits: resolveLimits({ http2Streams: 2 }) });
  const client = await frames();
  for (const stream of [1, 3, 5]) client.request(stream);
  assert.equal(await client.errorOf(5), ERROR.refused);
  assert.equal(client.isClosed, false);
});

test("A8-97 streams beyond the limit, once it is known, end the connection", async (t) => {
  const upstream = await RawServer.listen();
  const { frames } = await startHttp2(t, upstream, { limits: resolveLimits({ http2Streams: 2 }) });
  const client = await frames();
  await client.until(FRAME.settings, 0);
  for (const stream of [1, 3, 5]) client.request(stream);
  assert.equal(await client.errorOf(0), ERROR.protocol);
});
