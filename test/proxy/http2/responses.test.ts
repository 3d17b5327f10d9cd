import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http2";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { FIELDS_STAY_SINGLE } from "../../node-22.ts";
import { RawServer } from "../raw-connection.ts";
import { type Http2Answer, startHttp2 } from "./fixture.ts";

const PAGE = '<a href="http://legacy.internal:8080/x">x</a>';
const MOVED = '<a href="https://www.example.com/x">x</a>';

interface Case {
  readonly name: string;
  readonly request?: OutgoingHttpHeaders;
  /** What the application says, latin1. */
  readonly said: string;
  readonly skip?: string | false;
  readonly expected: { readonly [Key in keyof Http2Answer]?: unknown };
}

const cases: readonly Case[] = [
  {
    name: "a body by length",
    said: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    expected: { status: 200, body: "hello", headers: { "content-length": "5" } },
  },
  {
    name: "a body in chunks",
    said: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    expected: { status: 200, body: "hello", headers: { "transfer-encoding": undefined } },
  },
  {
    name: "A4-52 fields of the connection stay behind",
    said: "HTTP/1.1 200 OK\r\nConnection: x-hop\r\nX-Hop: 1\r\nKeep-Alive: 5\r\nContent-Length: 0\r\n\r\n",
    expected: { headers: { connection: undefined, "x-hop": undefined, "keep-alive": undefined } },
  },
  {
    name: "a page is rewritten",
    said: `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`,
    expected: { body: MOVED, headers: { "content-length": undefined } },
  },
  {
    name: "a location is rewritten",
    said: "HTTP/1.1 302 Found\r\nLocation: http://legacy.internal:8080/y\r\nContent-Length: 0\r\n\r\n",
    expected: { status: 302, headers: { location: "https://www.example.com/y" } },
  },
  {
    name: "A2-19 Set-Cookie lines stay apart and in order",
    said: "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nSet-Cookie: c=3\r\nContent-Length: 0\r\n\r\n",
    expected: { headers: { "set-cookie": ["a=1", "b=2", "c=3"] } },
  },
  {
    name: "a field that is sent twice and should not be",
    skip: FIELDS_STAY_SINGLE,
    said: "HTTP/1.1 200 OK\r\nContent-Type: text/x-a\r\nContent-Type: text/x-b\r\nContent-Length: 2\r\n\r\nok",
    expected: { status: 200, body: "ok" },
  },
  {
    name: "an octet beyond ASCII in a value",
    said: "HTTP/1.1 200 OK\r\nX-A: \xe9\xff\r\nContent-Length: 0\r\n\r\n",
    expected: { headers: { "x-a": "\xe9\xff" } },
  },
  {
    name: "A2-27 a date is added",
    said: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    expected: { headers: { date: /GMT$/ } },
  },
  {
    name: "A5-60 interim responses",
    said: "HTTP/1.1 103 Early Hints\r\nLink: <http://legacy.internal:8080/a.css>; rel=preload\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    expected: {
      status: 200,
      body: "ok",
      interim: [{ ":status": 103, link: "<https://www.example.com/a.css>; rel=preload" }, { ":status": 102 }],
    },
  },
  {
    name: "A4-58 trailers, without what must not be there",
    said: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-T: 1\r\nSet-Cookie: a=1\r\nX-T: 2\r\n\r\n",
    expected: { body: "ok", trailers: { "x-t": "1, 2", "set-cookie": undefined } },
  },
  {
    name: "A4-54 HEAD",
    request: { ":method": "HEAD" },
    said: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
    expected: { status: 200, body: "", headers: { "content-length": "5" } },
  },
  ...[204, 304].map((status) => ({
    name: `A4-55 ${status}`,
    said: `HTTP/1.1 ${status} X\r\nX-A: 1\r\n\r\n`,
    expected: { status, body: "", headers: { "x-a": "1", "content-length": undefined } },
  })),
  {
    name: "A4-55 205 without its content",
    said: "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nok",
    expected: { status: 205, body: "" },
  },
  {
    name: "no body at all",
    said: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    expected: { status: 200, body: "" },
  },
  {
    name: "A4-56 a status that HTTP/2 does not know",
    said: "HTTP/1.1 999 Request Denied\r\nContent-Length: 0\r\n\r\n",
    expected: { status: 502 },
  },
  {
    name: "A4-45 a length that is none",
    said: "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
    expected: { status: 502 },
  },
];

for (const { name, request, said, expected, skip = false } of cases) {
  test(`h2 response: ${name}`, { skip }, async (t) => {
    const { get } = await startHttp2(t, await RawServer.answering(said));
    const answer = await get(request);
    assert.equal(answer.errorCode, 0);
    for (const [key, value] of Object.entries(expected)) assertHas(answer[key as keyof Http2Answer], value, key);
  });
}

/** Objects may have more, and a pattern stands for what it matches. */
function assertHas(actual: unknown, expected: unknown, path: string): void {
  if (expected instanceof RegExp) {
    assert.match(String(actual), expected, path);
  } else if (typeof expected === "object" && expected !== null) {
    for (const [key, value] of Object.entries(expected)) {
      assertHas((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else {
    assert.deepEqual(actual, expected, path);
  }
}

test("h2 response: a coded page is decoded, rewritten and encoded again", async (t) => {
  const coded = gzipSync(PAGE).toString("latin1");
  const fields = `Content-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: ${coded.length}`;
  const { get } = await startHttp2(t, await RawServer.answering(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n${coded}`));
  const answer = await get({ "accept-encoding": "gzip" });
  const decoded = new Response(Buffer.from(answer.body, "latin1")).body?.pipeThrough(new DecompressionStream("gzip"));
  assert.equal(await new Response(decoded).text(), MOVED);
});

test("h2 response: the head comes before the body is there", async (t) => {
  const upstream = await RawServer.listen();
  const { session } = await startHttp2(t, upstream);
  const stream = session().request({ ":authority": "www.example.com" });
  stream.on("error", () => {});
  const application = await upstream.next();
  await application.head();
  application.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
  await new Promise((resolve) => stream.once("response", resolve));
  const piece = new Promise((resolve) => stream.once("data", resolve));
  application.send("he");
  assert.equal(String(await piece), "he");
  stream.close();
});

test("h2 response: the record tells version, status and bytes", async (t) => {
  const { get, record } = await startHttp2(
    t,
    await RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
  );
  await get({ ":path": "/x?secret" });
  assert.partialDeepStrictEqual(await record, {
    method: "GET",
    host: "www.example.com",
    path: "/x",
    version: "2",
    client: "127.0.0.1",
    status: 200,
    responseBytes: 5,
    error: undefined,
  });
});

test("h2 response: an answer that comes before the content is read gets through, and the client may stop", async (t) => {
  const upstream = await RawServer.answering("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
  const { session } = await startHttp2(t, upstream);
  const stream = session().request({ ":authority": "www.example.com", ":method": "POST" });
  stream.on("error", () => {});
  stream.write("x".repeat(1000));
  let body = "";
  stream.on("data", (chunk) => (body += chunk));
  await new Promise((resolve) => stream.once("close", resolve));
  assert.equal(body, "big");
  assert.equal(stream.rstCode, 0);
});
