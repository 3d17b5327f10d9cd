import assert from "node:assert/strict";
import { test } from "node:test";
import { REFUSALS, type RefusalName } from "../../src/proxy/refusals.ts";
import { request, startProxy } from "./fixture.ts";
import { RawServer } from "./raw-connection.ts";

const POST = "POST / HTTP/1.1\r\nHost: www.example.com\r\n";

const cases: readonly { name: string; input: string; refusal: RefusalName }[] = [
  { name: "no Host", input: "GET / HTTP/1.1\r\n\r\n", refusal: "invalid-host" },
  {
    name: "two Hosts",
    input: request("GET /", "Host: www.example.com", "Host: www.example.com"),
    refusal: "invalid-host",
  },
  { name: "a Host with a path", input: request("GET /", "Host: www.example.com/x"), refusal: "invalid-host" },
  { name: "an unknown Host", input: request("GET /", "Host: evil.example"), refusal: "unknown-host" },
  { name: "an unknown absolute target", input: request("GET http://evil.example/"), refusal: "unknown-host" },
  {
    name: "the internal name from outside",
    input: request("GET /", "Host: legacy.internal:8080"),
    refusal: "unknown-host",
  },
  {
    name: "HTTP/1.0 and an unknown Host",
    input: "GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n",
    refusal: "unknown-host",
  },
  {
    name: "user information in the target",
    input: request("GET http://u:p@www.example.com/"),
    refusal: "invalid-host",
  },
  { name: "a fragment", input: request("GET /x#y"), refusal: "invalid-target" },
  { name: "a backslash", input: request("GET /\\evil"), refusal: "invalid-target" },
  { name: "GET *", input: request("GET *"), refusal: "invalid-target" },
  { name: "a long target", input: request(`GET /${"x".repeat(9000)}`), refusal: "target-too-long" },
  { name: "large fields", input: request("GET /", `X: ${"x".repeat(17_000)}`), refusal: "fields-too-large" },
  { name: "HTTP/2.0", input: "GET / HTTP/2.0\r\nHost: www.example.com\r\n\r\n", refusal: "unknown-version" },
  { name: "TRACE", input: request("TRACE /"), refusal: "method-refused" },
  {
    name: "CONNECT",
    input: "CONNECT www.example.com:80 HTTP/1.1\r\nHost: www.example.com\r\n\r\n",
    refusal: "method-refused",
  },
  { name: "an expectation", input: request("GET /", "Expect: 200-ok"), refusal: "unknown-expectation" },
  {
    name: "an upgrade with content",
    input: `${POST}Connection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\nx`,
    refusal: "upgrade-with-content",
  },
  {
    name: "chunked in HTTP/1.0",
    input: "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    refusal: "invalid-framing",
  },
  {
    name: "gzip, chunked",
    input: `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    refusal: "unknown-transfer-coding",
  },
  {
    name: "length and transfer coding",
    input: `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    refusal: "malformed-request",
  },
  {
    name: "transfer coding that is not chunked",
    input: `${POST}Transfer-Encoding: gzip\r\n\r\n`,
    refusal: "unknown-transfer-coding",
  },
  {
    name: "two lengths",
    input: `${POST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    refusal: "malformed-request",
  },
  ...["+2", "2, 3", "0x2", "-1", "18446744073709551617"].map((length) => ({
    name: `length ${length}`,
    input: `${POST}Content-Length: ${length}\r\n\r\nab`,
    refusal: "malformed-request" as const,
  })),
  { name: "a space before a colon", input: request("GET /", "X : y"), refusal: "malformed-request" },
  { name: "a folded line", input: request("GET /", "X: y\r\n z"), refusal: "malformed-request" },
  { name: "a bare CR in a value", input: request("GET /", "X: y\rz: 1"), refusal: "malformed-request" },
  { name: "a NUL in a value", input: request("GET /", "X: y\0z"), refusal: "malformed-request" },
  { name: "no HTTP", input: "\x16\x03\x01\x02\x00\x01\r\n\r\n", refusal: "malformed-request" },
];

for (const { name, input, refusal } of cases) {
  test(`refused before any upstream hears of it: ${name}`, async (t) => {
    const { upstream, client } = await startProxy(t, await RawServer.listen());
    const connection = await client();
    const answer = await connection.send(input).includes(`${REFUSALS[refusal].text}\n`);
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${REFUSALS[refusal].status} `));
    assert.match(answer, /^content-type: text\/plain; charset=utf-8\r$/im);
    assert.match(answer, /^x-content-type-options: nosniff\r$/im);
    assert.match(answer, /^cache-control: no-store\r$/im);
    assert.match(answer, /^date: /im);
    assert.doesNotMatch(answer, /evil|legacy/);
    assert.equal(upstream.connections.length, 0);
  });
}

test("what cannot be trusted to be a request is followed by none", async (t) => {
  const { upstream, client } = await startProxy(t, await RawServer.listen());
  for (const input of [
    "GET / HTTP/1.1\r\n\r\n",
    `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    "?\r\n\r\n",
  ]) {
    const connection = await client();
    const answer = await connection.send(input + request("GET /smuggled")).end();
    assert.equal(answer.match(/HTTP\/1\.1 \d/g)?.length, 1);
    assert.match(answer, /^connection: close\r$/im);
  }
  assert.equal(upstream.connections.length, 0);
});

test("a refused request without doubt about its end is followed by the next", async (t) => {
  const { ask } = await startProxy(t, await RawServer.listen());
  const answer = await ask(request("GET /", "Host: evil.example") + request("GET *", "Connection: close"));
  assert.deepEqual(answer.match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 421", "HTTP/1.1 400"]);
});

test("pipelined requests are answered in order, the unreadable one last", async (t) => {
  const upstream = await RawServer.listen();
  const { ask } = await startProxy(t, upstream);
  const answer = ask([request("GET /1"), request("GET /2"), request("GET /3", "X : y"), request("GET /4")].join(""));
  for (const connection of [await upstream.next(), await upstream.next()]) {
    await connection.head();
    const [, path = ""] = connection.received.split(" ");
    // The second is answered first.
    setTimeout(() => connection.send(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n${path}`), path === "/1" ? 60 : 0);
  }
  assert.deepEqual((await answer).match(/^HTTP\/1\.1 \d+|\/\d(?=HTTP)|HTTP\/1\.1 \d+/gm), [
    "HTTP/1.1 200",
    "/1",
    "HTTP/1.1 200",
    "/2",
    "HTTP/1.1 400",
  ]);
});

test("content that is not chunked as announced is refused in the request's own answer", async (t) => {
  const upstream = await RawServer.listen();
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(`${POST}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\nx\r\n`);
  assert.deepEqual(answer.match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 400"]);
});

test("OPTIONS for the proxy itself is answered here", async (t) => {
  const { upstream, ask } = await startProxy(t, await RawServer.listen());
  for (const input of [
    request("OPTIONS *", "Connection: close"),
    request("OPTIONS /x", "Max-Forwards: 0", "Connection: close"),
  ]) {
    const answer = await ask(input);
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(answer, /^allow: GET, HEAD, /im);
  }
  assert.equal(upstream.connections.length, 0);
});

test("a proxy that is its own upstream stops after one round", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  // The upstream is a mirror: it sends what it gets back to the proxy.
  const outer = await client();
  outer.send(request("GET /"));
  const mirror = await upstream.next();
  const head = (await mirror.head())
    .replace(/^host: .*$/im, "Host: www.example.com")
    .replace(/^connection: .*$/im, "Connection: close");
  const inner = await client();
  assert.match(await inner.send(head).end(), /^HTTP\/1\.1 508 /);
});
