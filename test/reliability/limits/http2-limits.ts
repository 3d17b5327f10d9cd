import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Http2Fixture } from "../../proxy/http2/fixture.ts";
import { ERROR, FRAME, type FrameConnection, frame, GET, numberFrame } from "../../proxy/http2/frames.ts";
import { type LimitCase, OK } from "./limit-case.ts";

const POST = [[":method", "POST"], ...GET.filter(([name]) => name !== ":method")] as const;
/** What HTTP/2 begins with (RFC 9113 section 6.9.2). */
const FIRST_WINDOW_BYTES = 65_535;
/** SETTINGS_INITIAL_WINDOW_SIZE of 0: a client that takes no content. */
const NO_WINDOW = Buffer.from([0, 4, 0, 0, 0, 0]);

/** Of one connection of HTTP/2. */
export const HTTP2_LIMITS: readonly LimitCase<Http2Fixture>[] = [
  {
    limit: "http2Streams",
    seen: "REFUSED_STREAM for one too many, before the client can know",
    limits: { http2Streams: 2 },
    async play({ frames }) {
      const client = await frames();
      for (const stream of [1, 3, 5]) client.request(stream);
      assert.equal(await client.errorOf(5), ERROR.refused);
      assert.equal(client.isClosed, false);
    },
  },
  {
    limit: "http2HeaderListBytes",
    seen: "ENHANCE_YOUR_CALM for the stream",
    limits: { http2HeaderListBytes: 1000 },
    answer: OK,
    async play({ frames }) {
      const client = await frames();
      await client.until(FRAME.settings, 0);
      client.request(1, [...GET, ["x", "x".repeat(500)]]);
      await client.until(FRAME.data, 1);
      client.request(3, [...GET, ["x", "x".repeat(1000)]]);
      assert.equal(await client.errorOf(3), ERROR.calm);
      client.request(5);
      await client.until(FRAME.data, 5);
    },
  },
  {
    limit: "http2StreamWindowBytes",
    seen: "FLOW_CONTROL_ERROR for more than is read",
    limits: { http2StreamWindowBytes: 1000, upstreamConnections: 1 },
    async play({ frames, upstream }) {
      const client = await frames();
      await client.until(FRAME.settings, 0);
      client.request(1);
      await (await upstream.next()).head();
      // It waits for the only connection, and its content with it.
      client.request(3, POST, 0).send(frame(FRAME.data, 0, 3, Buffer.alloc(1000)));
      client.send(frame(FRAME.ping, 0, 0, Buffer.alloc(8)));
      await client.until(FRAME.ping, 0);
      assert.equal(client.isClosed, false);
      client.send(frame(FRAME.data, 0, 3, Buffer.alloc(1)));
      assert.equal(await client.errorOf(0), ERROR.flowControl);
    },
  },
  {
    limit: "http2ConnectionWindowBytes",
    seen: "how much more may be on its way",
    limits: { http2ConnectionWindowBytes: 100_000 },
    async play({ frames }) {
      const { payload } = await (await frames()).until(FRAME.windowUpdate, 0);
      assert.equal(payload.readUInt32BE(0), 100_000 - FIRST_WINDOW_BYTES);
    },
  },
  {
    limit: "http2SessionBytes",
    seen: "ENHANCE_YOUR_CALM for further requests of a client that takes no answers",
    limits: { http2SessionBytes: 1_000_000, http2Streams: 2000 },
    answer: `HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n${"x".repeat(200_000)}`,
    async play({ frames }) {
      const client = await frames(NO_WINDOW);
      const refusal = () => client.frames.find(({ type }) => type === FRAME.reset);
      for (let stream = 1; !refusal() && stream < 2000; stream += 2) {
        client.request(stream);
        await delay(5);
      }
      assert.equal(refusal()?.payload.readUInt32BE(0), ERROR.calm);
      assert.equal(client.isClosed, false);
    },
  },
  {
    limit: "http2ResetBurst",
    seen: "the end of the connection",
    limits: { http2ResetBurst: 3, http2ResetsPerSecond: 1 },
    async play({ frames }) {
      const client = await frames();
      await client.until(FRAME.settings, 0);
      cancel(client, [1, 3, 5]);
      client.send(frame(FRAME.ping, 0, 0, Buffer.alloc(8)));
      await client.until(FRAME.ping, 0);
      // One or two may have been earned meanwhile.
      cancel(client, [7, 9, 11, 13, 15]);
      await client.closed();
    },
  },
  {
    limit: "http2ResetsPerSecond",
    seen: "nothing, at that pace",
    limits: { http2ResetBurst: 3, http2ResetsPerSecond: 3 },
    answer: OK,
    async play({ frames }) {
      const client = await frames();
      await client.until(FRAME.settings, 0);
      cancel(client, [1, 3, 5]);
      await delay(1100);
      cancel(client, [7, 9, 11]);
      client.request(13);
      await client.until(FRAME.data, 13);
    },
  },
];

function cancel(client: FrameConnection, streams: readonly number[]): void {
  for (const stream of streams) client.request(stream).send(numberFrame(FRAME.reset, stream, ERROR.cancel));
}
