import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http2";
import { test } from "node:test";
import { RawServer } from "../raw-connection.ts";
import { exchange, startHttp2 } from "./fixture.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

interface Case {
  readonly name: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly content?: string;
  readonly expected: RegExp;
}

const cases: readonly Case[] = [
  {
    name: "method, path and Host",
    headers: { ":path": "/a%2Fb/%7e//c;p?x=%20&y=+&;" },
    expected: /^GET \/a%2Fb\/%7e\/\/c;p\?x=%20&y=\+&; HTTP\/1\.1\r\nhost: legacy\.internal:8080\r\n/i,
  },
  ...["HEAD", "DELETE", "OPTIONS", "PROPFIND", "QUERY", "PURGE"].map((method) => ({
    name: `method ${method}`,
    headers: { ":method": method },
    expected: new RegExp(`^${method} / HTTP/1\\.1\\r\\n`),
  })),
  { name: "A2-18 Via tells the version", expected: /^via: 2 reorigin-/im },
  {
    name: "A2-18 Via grows at its end",
    headers: { via: ["1.0 fred", "1.1 joe"] },
    expected: /^via: 1\.0 fred\r\nvia: 1\.1 joe\r\n[\s\S]*^via: 2 reorigin-/im,
  },
  { name: "the scheme of the connection", expected: /^x-forwarded-proto: https\r$/im },
  {
    name: "A8-90 Host in place of :authority",
    headers: { ":authority": undefined, host: "www.example.com" },
    expected: /^GET \/ HTTP\/1\.1\r\n/,
  },
  {
    name: "A8-90 Host beside the same :authority",
    headers: { host: "WWW.example.com" },
    expected: /^(?![\s\S]*www\.example\.com\r\n[\s\S]*www\.example\.com\r\n[\s\S]*^host:)GET/im,
  },
  {
    name: "A8-92 cookie crumbs are joined",
    headers: { cookie: ["a=1", "b=2", "c=3"] },
    expected: /^cookie: a=1; b=2; c=3\r$/m,
  },
  {
    name: "same names stay apart and in order",
    headers: { "x-a": ["1", "2"] },
    expected: /^x-a: 1\r\nx-a: 2\r$/m,
  },
  { name: "an octet beyond ASCII in a value", headers: { "x-a": "\xe9\xff" }, expected: /^x-a: \xe9\xff\r$/m },
  {
    name: "names with underscores stay behind",
    headers: { x_forwarded_for: "1", ["__proto__"]: "2" },
    expected: /^(?![\s\S]*(x_forwarded|__proto__))GET/,
  },
  {
    name: "A8-89 TE stays behind",
    headers: { te: "trailers" },
    expected: /^(?![\s\S]*^te:)GET/im,
  },
  {
    name: "content without a length comes in chunks",
    headers: { ":method": "POST" },
    content: "hello",
    expected: /^POST [\s\S]*transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/i,
  },
  {
    name: "content by length",
    headers: { ":method": "POST", "content-length": 5 },
    content: "hello",
    expected: /^(?![\s\S]*transfer-encoding)[\s\S]*content-length: 5\r\n\r\nhello$/i,
  },
  {
    name: "content on DELETE",
    headers: { ":method": "DELETE" },
    content: "hello",
    expected: /^DELETE [\s\S]*\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/i,
  },
  {
    name: "a field whose value is the name of a length is none",
    headers: { ":method": "POST", "x-a": "content-length" },
    content: "hello",
    expected: /\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/i,
  },
  {
    name: "content of no bytes",
    headers: { ":method": "POST", "content-length": 0 },
    expected: /content-length: 0\r\n\r\n$/i,
  },
  {
    name: "no content",
    headers: { ":method": "POST" },
    expected: /^(?![\s\S]*transfer-encoding)POST [\s\S]*\r\n\r\n$/i,
  },
];

for (const { name, headers, content, expected } of cases) {
  test(`h2 request: ${name}`, async (t) => {
    const upstream = await RawServer.listen();
    const { get } = await startHttp2(t, upstream);
    const answer = get(headers, content);
    const application = await upstream.next();
    await application.until((received) => expected.test(received), String(expected));
    application.send(OK);
    assert.equal((await answer).status, 200);
  });
}

test("h2 request: many at one time, each with its own answer", async (t) => {
  const upstream = await RawServer.answering((head) => {
    const [, path = ""] = head.split(" ");
    return `HTTP/1.1 200 OK\r\nContent-Length: ${path.length}\r\n\r\n${path}`;
  });
  const { session } = await startHttp2(t, upstream);
  const opened = session();
  const paths = Array.from({ length: 100 }, (_, i) => `/${i}`);
  const answers = await Promise.all(paths.map((path) => exchange(opened, { ":path": path })));
  assert.deepEqual(
    answers.map(({ body }) => body),
    paths,
  );
});

test("h2 request: a field that stands for an attack is no key of anything", async (t) => {
  const { get } = await startHttp2(t, await RawServer.answering(OK));
  const answer = await get({ constructor: "1", tostring: "2", hasownproperty: "3" });
  assert.equal(answer.body, "ok");
});

test("h2 request: 100 Continue is sent once the upstream is there, and not before", async (t) => {
  const upstream = await RawServer.listen();
  const { session } = await startHttp2(t, upstream);
  const stream = session().request({ ":authority": "www.example.com", ":method": "POST", expect: "100-continue" });
  stream.on("error", () => {});
  await new Promise((resolve) => stream.once("continue", resolve));
  assert.equal(upstream.connections.length, 1);
  stream.end("hello");
  const application = await upstream.next();
  await application.includes("hello");
  assert.doesNotMatch(application.received, /expect/i);
});

test("h2 request: who waits for 100 Continue gets the refusal instead", async (t) => {
  const { get } = await startHttp2(t, await RawServer.listen());
  const answer = await get({ ":authority": "evil.example", ":method": "POST", expect: "100-continue" }, "");
  assert.equal(answer.status, 421);
  assert.deepEqual(answer.interim, []);
});
