import assert from "node:assert/strict";
import { test } from "node:test";
import { ODD_NAMES_END_STREAMS } from "../../node-22.ts";
import { answering } from "../../reliability/support/answering.ts";
import { readRequests } from "../../reliability/support/strict-reader.ts";
import { startHttp2 } from "./fixture.ts";
import { END_STREAM, FRAME, type FrameConnection, frame, GET } from "./frames.ts";

type Field = readonly [name: string, value: string];

/** A request of HTTP/2 that becomes two, or another one, where it is written as HTTP/1.1 without looking. */
interface Downgrade {
  readonly name: string;
  readonly fields: readonly Field[];
  /** Default: none, not even the end of it in a frame of its own. */
  readonly content?: string;
  /** Whether an upstream may see it, as the one request that it is. Default false. */
  readonly isOne?: boolean;
  readonly skip?: string | false;
}

const SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: www.example.com\r\n\r\n";
const CHUNKED = `0\r\n\r\n${SMUGGLED}`;
const LINE = "\r\nX: ";

const [METHOD, SCHEME, AUTHORITY, PATH] = GET;
const POST: readonly Field[] = [[":method", "POST"], SCHEME, AUTHORITY, PATH];
const TUNNEL: readonly Field[] = [[":method", "CONNECT"], [":protocol", "websocket"], SCHEME, AUTHORITY, PATH];

const DOWNGRADES: readonly Downgrade[] = [
  { name: "h2.CL: a length of 0 before content", fields: [...POST, ["content-length", "0"]], content: SMUGGLED },
  { name: "h2.CL: a length that is too short", fields: [...POST, ["content-length", "5"]], content: SMUGGLED },
  { name: "h2.CL: a length that is too long", fields: [...POST, ["content-length", "500"]], content: SMUGGLED },
  { name: "h2.CL: a length without content", fields: [...POST, ["content-length", "500"]] },
  {
    name: "h2.CL: two lengths",
    fields: [...POST, ["content-length", "0"], ["content-length", "49"]],
    content: SMUGGLED,
  },
  { name: "h2.CL: a list of lengths", fields: [...POST, ["content-length", "0, 49"]], content: SMUGGLED },
  { name: "h2.CL: on GET", fields: [...GET, ["content-length", "0"]], content: SMUGGLED },
  { name: "h2.TE", fields: [...POST, ["transfer-encoding", "chunked"]], content: CHUNKED },
  {
    name: "h2.TE beside a length",
    fields: [...POST, ["transfer-encoding", "chunked"], ["content-length", String(CHUNKED.length)]],
    content: CHUNKED,
  },
  { name: "h2.TE in capitals", fields: [...POST, ["Transfer-Encoding", "chunked"]], content: CHUNKED },
  {
    name: "h2.TE in a value",
    fields: [...POST, ["x", `y\r\nTransfer-Encoding: chunked`]],
    content: CHUNKED,
    isOne: true,
  },
  {
    name: "h2.TE in a name",
    skip: ODD_NAMES_END_STREAMS,
    fields: [...POST, ["x: y\r\nTransfer-Encoding", "chunked"]],
    content: CHUNKED,
    isOne: true,
  },
  {
    name: "h2.TE with an underscore",
    fields: [...POST, ["transfer_encoding", "chunked"]],
    content: CHUNKED,
    isOne: true,
  },
  { name: "a request in a value", fields: [...GET, ["x", `y\r\n\r\n${SMUGGLED}`]], isOne: true },
  { name: "a request in a value, behind bare LFs", fields: [...GET, ["x", `y\n\n${SMUGGLED}`]], isOne: true },
  {
    name: "a request in a name",
    skip: ODD_NAMES_END_STREAMS,
    fields: [...GET, [`x: y\r\n\r\n${SMUGGLED}`, "z"]],
    isOne: true,
  },
  { name: "a request in :path", fields: [METHOD, SCHEME, AUTHORITY, [":path", `/ HTTP/1.1\r\n\r\n${SMUGGLED}`]] },
  { name: "a line in :path", fields: [METHOD, SCHEME, AUTHORITY, [":path", `/ HTTP/1.1${LINE}`]] },
  { name: "a version in :path", fields: [METHOD, SCHEME, AUTHORITY, [":path", "/ HTTP/1.1"]] },
  {
    name: "a request in :method",
    fields: [[":method", `GET / HTTP/1.1\r\n\r\n${SMUGGLED}GET`], SCHEME, AUTHORITY, PATH],
  },
  { name: "a target in :method", fields: [[":method", "GET /smuggled?"], SCHEME, AUTHORITY, PATH] },
  { name: "a request in :scheme", fields: [METHOD, [":scheme", `https://x/\r\n\r\n${SMUGGLED}`], AUTHORITY, PATH] },
  { name: "a target in :scheme", fields: [METHOD, [":scheme", "https://evil.example/?"], AUTHORITY, PATH] },
  {
    name: "a request in :authority",
    fields: [METHOD, SCHEME, [":authority", `www.example.com\r\n\r\n${SMUGGLED}`], PATH],
  },
  { name: "a path in :authority", fields: [METHOD, SCHEME, [":authority", "www.example.com/smuggled?"], PATH] },
  { name: "a request in Host", fields: [METHOD, SCHEME, PATH, ["host", `www.example.com\r\n\r\n${SMUGGLED}`]] },
  { name: "an upgrade", fields: [...GET, ["connection", "upgrade"], ["upgrade", "websocket"]], content: SMUGGLED },
  {
    name: "an expectation, and content at once",
    fields: [...POST, ["expect", "100-continue"]],
    content: SMUGGLED,
    isOne: true,
  },
  { name: "a tunnel that is not agreed on", fields: TUNNEL, content: SMUGGLED, isOne: true },
  { name: "content that is a request", fields: POST, content: SMUGGLED, isOne: true },
  { name: "content that is chunks", fields: POST, content: CHUNKED, isOne: true },
];

for (const { name, fields, content, isOne = false, skip = false } of DOWNGRADES) {
  test(`B-21 h2: one well-formed request of HTTP/1.1 or none: ${name}`, { skip }, async (t) => {
    const upstream = await answering();
    const { frames } = await startHttp2(t, upstream);
    const client = await frames();
    client.request(1, fields, content === undefined ? END_STREAM : 0);
    if (content !== undefined) client.send(frame(FRAME.data, END_STREAM, 1, Buffer.from(content, "latin1")));
    await isOver(client, 1);
    const next = await frames();
    next.request(1, [...GET.slice(0, 3), [":path", "/after"]]);
    assert.equal(String((await next.until(FRAME.data, 1)).payload), "/after");

    const readings = upstream.connections.map(({ received }) => readRequests(received));
    assert.deepEqual(readings.map(({ fault }) => fault).filter(Boolean), []);
    for (const [i, { rest }] of readings.entries()) {
      if (rest !== "") await upstream.connections[i]?.end();
    }
    const targets = readings.flatMap(({ requests }) => requests.map(({ target }) => target));
    assert.deepEqual(
      targets.filter((target) => target !== "/after"),
      isOne ? ["/"] : [],
    );
    assert.equal(targets.filter((target) => target === "/after").length, 1);
  });
}

/** Waits for the end of a stream, in whatever way. */
async function isOver(client: FrameConnection, stream: number): Promise<void> {
  const isEnd = ({ type, flags, stream: id }: (typeof client.frames)[number]) =>
    type === FRAME.goaway ||
    (id === stream && (type === FRAME.reset || (type <= FRAME.headers && (flags & END_STREAM) !== 0)));
  while (!client.isClosed && !client.frames.some(isEnd)) await new Promise((resolve) => setTimeout(resolve, 5));
}
