import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http2";
import { test } from "node:test";
import { type RawConnection, RawServer } from "../raw-connection.ts";
import { exchange, startHttp2 } from "./fixture.ts";
import { END_STREAM, ERROR, FRAME, fieldBlock, frame, GET } from "./frames.ts";

interface Refused {
  readonly name: string;
  readonly headers: OutgoingHttpHeaders;
  readonly expected: number;
}

const refused: readonly Refused[] = [
  { name: "A8-90 :authority differs from Host", headers: { host: "other.example.com" }, expected: 400 },
  { name: "A8-90 another scheme", headers: { ":scheme": "ftp" }, expected: 400 },
  { name: "A8-90 OPTIONS * is answered here", headers: { ":method": "OPTIONS", ":path": "*" }, expected: 200 },
  { name: "A8-94 CONNECT", headers: { ":method": "CONNECT", ":authority": "a:443" }, expected: 405 },
  { name: "A2-29 TRACE", headers: { ":method": "TRACE" }, expected: 405 },
  { name: "A2-29 TRACE in small letters", headers: { ":method": "trace" }, expected: 405 },
  { name: "A1-9 a target that is too long", headers: { ":path": `/${"x".repeat(9000)}` }, expected: 414 },
  { name: "A1-9 fields that are too large", headers: { "x-a": "x".repeat(17_000) }, expected: 431 },
  {
    name: "A1-9 too many fields",
    headers: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`x-${i}`, ""])),
    expected: 431,
  },
  { name: "A5-59 an expectation that nobody knows", headers: { expect: "200-ok" }, expected: 417 },
  { name: "another host", headers: { ":authority": "other.example.com" }, expected: 421 },
  { name: "a path with a fragment", headers: { ":path": "/x#y" }, expected: 400 },
  { name: "a path with a backslash", headers: { ":path": "/\\evil" }, expected: 400 },
];

for (const { name, headers, expected } of refused) {
  test(`h2: ${name}`, async (t) => {
    const upstream = await RawServer.listen();
    const { session } = await startHttp2(t, upstream);
    const opened = session();
    const answer = await exchange(opened, headers);
    assert.equal(answer.status, expected);
    assert.equal(answer.errorCode, 0);
    assert.equal(upstream.connections.length, 0);
    assert.equal((await exchange(opened, { ":authority": "other.example.com" })).status, 421, "the next one");
  });
}

type Fields = readonly (readonly [name: string, value: string])[];

const [method, scheme, authority, path] = GET;
const POST: Fields = [[":method", "POST"], scheme, authority, path];

/** Requests that no client library would send. */
const malformed: readonly { name: string; fields: Fields; content?: string }[] = [
  { name: "A8-88 a name in upper case", fields: [...GET, ["X-A", "1"]] },
  { name: "A8-89 connection", fields: [...GET, ["connection", "close"]] },
  { name: "A8-89 keep-alive", fields: [...GET, ["keep-alive", "5"]] },
  { name: "A8-89 proxy-connection", fields: [...GET, ["proxy-connection", "x"]] },
  { name: "A8-89 transfer-encoding", fields: [...POST, ["transfer-encoding", "chunked"]] },
  { name: "A8-89 upgrade", fields: [...GET, ["upgrade", "websocket"]] },
  { name: "A8-89 TE that is not trailers", fields: [...GET, ["te", "gzip"]] },
  { name: "A8-90 user information in :authority", fields: [method, scheme, [":authority", "u@www.example.com"], path] },
  { name: "A8-90 :path without a slash", fields: [method, scheme, authority, [":path", "x"]] },
  { name: "A8-90 an empty :path", fields: [method, scheme, authority, [":path", ""]] },
  { name: "A8-90 * for GET", fields: [method, scheme, authority, [":path", "*"]] },
  { name: "A8-90 no :path", fields: [method, scheme, authority] },
  { name: "A8-90 no :scheme", fields: [method, authority, path] },
  { name: "A8-90 no :method", fields: [scheme, authority, path] },
  { name: "A8-90 a space in :path", fields: [method, scheme, authority, [":path", "/ HTTP/1.1"]] },
  { name: "A8-90 a space in :method", fields: [[":method", "GET /x"], scheme, authority, path] },
  { name: "A8-90 two of :path", fields: [...GET, path] },
  { name: "A8-90 two of :authority", fields: [method, scheme, authority, authority, path] },
  { name: "A8-90 a pseudo-field behind a field", fields: [method, scheme, path, ["x-a", "1"], authority] },
  { name: "A8-90 an unknown pseudo-field", fields: [...GET, [":x", "1"]] },
  { name: "A8-90 a pseudo-field of responses", fields: [...GET, [":status", "200"]] },
  { name: "A8-91 content shorter than its length", fields: [...POST, ["content-length", "9"]], content: "short" },
  { name: "A8-91 a length and nothing", fields: [...POST, ["content-length", "2"]], content: "" },
  { name: "A8-91 a length beyond 2^63", fields: [...POST, ["content-length", "9223372036854775809"]], content: "x" },
  { name: "A8-91 two lengths", fields: [...POST, ["content-length", "4"], ["content-length", "4"]], content: "long" },
  { name: "A8-91 a length that is none", fields: [...POST, ["content-length", "+4"]], content: "long" },
  { name: "A8-94 CONNECT with a path", fields: [[":method", "CONNECT"], authority, path] },
  { name: "A8-94 :protocol without CONNECT", fields: [...GET, [":protocol", "websocket"]] },
];

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

for (const { name, fields, content } of malformed) {
  test(`h2: A8-93 ${name} is an error of its stream, and no request`, async (t) => {
    const upstream = await RawServer.listen(answerGet);
    const { frames } = await startHttp2(t, upstream);
    const client = await frames();
    client.request(1, fields, content === undefined ? END_STREAM : 0);
    if (content !== undefined) client.send(frame(FRAME.data, END_STREAM, 1, Buffer.from(content)));
    assert.equal(await client.errorOf(1), ERROR.protocol);
    client.request(3);
    await client.until(FRAME.data, 3);
    for (const connection of upstream.connections) await assertNoWholePost(connection);
  });
}

test("h2: A8-91 A8-93 content longer than its length is an error of the connection, and no request", async (t) => {
  const upstream = await RawServer.listen(answerGet);
  const { frames } = await startHttp2(t, upstream);
  const client = await frames();
  client.request(1, [...POST, ["content-length", "2"]], 0);
  client.send(frame(FRAME.data, END_STREAM, 1, Buffer.from("long")));
  assert.notEqual(await client.errorOf(0), ERROR.none);
  for (const connection of upstream.connections) await assertNoWholePost(connection);
});

async function answerGet(connection: RawConnection): Promise<void> {
  const head = await connection.head().catch(() => "");
  if (head.startsWith("GET")) connection.send(OK);
}

/** The head of a request may be on its way before its content turns out to be wrong; then it is cut off. */
async function assertNoWholePost(connection: RawConnection): Promise<void> {
  if (connection.received.startsWith("GET")) return;
  const [head = "", content = ""] = (await connection.end()).split("\r\n\r\n");
  const [, length] = /content-length: (\d+)/i.exec(head) ?? [];
  assert.notEqual(content.length, Number(length));
}

/** Octets that end a line, or a field, in HTTP/1.1. RFC 9113 section 8.2.1: nobody forwards them. */
const injections = [
  { name: "A8-88 CR LF in a value", field: ["x-a", "1\r\nx-evil: 1"] },
  { name: "A8-88 LF in a value", field: ["x-a", "1\nx-evil: 1"] },
  { name: "A8-88 CR in a value", field: ["x-a", "1\rx-evil: 1"] },
  { name: "A8-88 NUL in a value", field: ["x-evil", "1\0"] },
  { name: "A8-88 a colon in a name", field: ["x-evil:", "1"] },
  { name: "A8-88 a space in a name", field: ["x-evil ", "1"] },
  { name: "A8-88 a field without a name", field: ["", "evil"] },
  { name: "A8-88 CR LF in a name", field: ["x-a: 1\r\nx-evil", "1"] },
  { name: "A8-88 a space before a value", field: ["x-evil", " 1"] },
  { name: "A8-88 a tab behind a value", field: ["x-evil", "1\t"] },
] as const;

for (const { name, field } of injections) {
  test(`h2: ${name} does not get through`, async (t) => {
    const upstream = await RawServer.answering(OK);
    const { frames } = await startHttp2(t, upstream);
    const client = await frames();
    client.request(1, [...GET, field]).request(3);
    await client.until(FRAME.data, 3);
    for (const { received } of upstream.connections) assert.doesNotMatch(received, /evil/);
  });
}

test("h2: A8-97 fields larger than what we announced are an error of their stream", async (t) => {
  const { frames } = await startHttp2(t, await RawServer.answering(OK));
  const client = await frames();
  await client.until(FRAME.settings, 0);
  const block = fieldBlock([...GET, ...Array.from({ length: 40 }, (_, i) => [`x-${i}`, "x".repeat(1000)] as const)]);
  client.send(frame(FRAME.headers, END_STREAM, 1, block.subarray(0, 16_000)));
  client.send(frame(FRAME.continuation, 0, 1, block.subarray(16_000, 32_000)));
  client.send(frame(FRAME.continuation, 4, 1, block.subarray(32_000)));
  assert.equal(await client.errorOf(1), ERROR.calm);
  client.request(3);
  await client.until(FRAME.data, 3);
});
