import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "./fixture.ts";
import { RawServer } from "./raw-connection.ts";

const CLOSE = "Connection: close";
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

const cases = [
  {
    name: "by length",
    upstream: OK,
    expected: /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 2\r\n[\s\S]*\r\n\r\nok$/i,
  },
  {
    name: "in chunks",
    upstream: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
    expected: /transfer-encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n$/i,
  },
  {
    name: "reason phrase",
    upstream: "HTTP/1.1 200 Alles gut\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 200 Alles gut\r\n/,
  },
  {
    name: "no reason phrase",
    upstream: "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 200 OK\r\n/,
  },
  {
    name: "a reason phrase beyond latin1",
    upstream: "HTTP/1.1 200 \xff\xfe\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 200 OK\r\n/,
  },
  {
    name: "a status that nobody knows",
    upstream: "HTTP/1.1 299 Odd\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 299 Odd\r\n/,
  },
  {
    name: "a status beyond 599",
    upstream: "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 999 Odd\r\n/,
  },
  {
    name: "HTTP/1.0 upstream",
    upstream: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    expected: /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/,
  },
  {
    name: "same names stay apart and in order",
    upstream:
      "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-A: 1\r\nset-cookie: b=2\r\nX-A: 2\r\nSet-Cookie: c=3, d\r\nContent-Length: 0\r\n\r\n",
    expected: /Set-Cookie: a=1\r\nX-A: 1\r\nset-cookie: b=2\r\nX-A: 2\r\nSet-Cookie: c=3, d\r\n/,
  },
  {
    name: "an octet beyond ASCII in a value",
    upstream: "HTTP/1.1 200 OK\r\nX-A: \xe9\xff\r\nContent-Length: 0\r\n\r\n",
    expected: /X-A: \xe9\xff\r\n/,
  },
  {
    name: "the upstream's Date",
    upstream: "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n",
    expected: /Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n(?![\s\S]*Date)/,
  },
  { name: "a Date where the upstream has none", upstream: OK, expected: /\r\nDate: [A-Z]/ },
  {
    name: "204",
    upstream: "HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n",
    expected: /^HTTP\/1\.1 204 No Content\r\n(?![\s\S]*(content-length|transfer-encoding))[\s\S]*\r\n\r\n$/i,
  },
  {
    name: "204 with a length",
    upstream: "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n",
    expected: /^HTTP\/1\.1 204 No Content\r\n(?![\s\S]*(content-length|transfer-encoding))[\s\S]*\r\n\r\n$/i,
  },
  {
    name: "304 keeps the length of what it stands for",
    upstream: "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\nX-A: 1\r\n\r\n",
    expected: /^HTTP\/1\.1 304 Not Modified\r\n[\s\S]*\r\n\r\n$/,
  },
  {
    name: "205 has no content",
    upstream: "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nok",
    expected: /^HTTP\/1\.1 205 Reset Content\r\n(?![\s\S]*ok$)/,
  },
  {
    name: "hop-by-hop fields stay behind",
    upstream:
      "HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Hop\r\nKeep-Alive: timeout=99\r\nX-Hop: 1\r\nProxy-Connection: x\r\nContent-Length: 2\r\n\r\nok",
    expected: /^(?![\s\S]*(x-hop|timeout=99|proxy-connection))HTTP\/1\.1 200/i,
  },
] as const;

for (const { name, upstream, expected } of cases) {
  test(`response: ${name}`, async (t) => {
    const { ask } = await startProxy(t, await RawServer.answering(upstream));
    assert.match(await ask(request("GET /", CLOSE)), expected);
  });
}

const bad = [
  { name: "status 099", upstream: "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n" },
  {
    name: "status 101 that nobody asked for",
    upstream: "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
  },
  { name: "status 101 without Upgrade", upstream: "HTTP/1.1 101 Switching Protocols\r\n\r\n" },
  { name: "no HTTP", upstream: "SSH-2.0-OpenSSH\r\n\r\n" },
  { name: "HTTP/0.9", upstream: "<p>hello" },
  { name: "another protocol's HTTP", upstream: "HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n" },
  { name: "a space before a colon", upstream: "HTTP/1.1 200 OK\r\nX : y\r\nContent-Length: 0\r\n\r\n" },
  { name: "a folded line", upstream: "HTTP/1.1 200 OK\r\nX: y\r\n z\r\nContent-Length: 0\r\n\r\n" },
  { name: "line feeds alone", upstream: "HTTP/1.1 200 OK\nContent-Length: 0\n\n" },
  { name: "a NUL in a value", upstream: "HTTP/1.1 200 OK\r\nX: \0\r\nContent-Length: 0\r\n\r\n" },
  { name: "a control char in a value", upstream: "HTTP/1.1 200 OK\r\nX: \x01\r\nContent-Length: 0\r\n\r\n" },
  { name: "a bare CR in a value", upstream: "HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 0\r\n\r\n" },
  { name: "two lengths", upstream: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab" },
  { name: "a length with a sign", upstream: "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nab" },
  {
    name: "a length and a transfer coding",
    upstream: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  },
  { name: "a transfer coding that nobody knows", upstream: "HTTP/1.1 200 OK\r\nTransfer-Encoding: foo\r\n\r\n" },
  { name: "gzip, chunked", upstream: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" },
  {
    name: "two transfer codings",
    upstream: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  },
  { name: "a head that is too large", upstream: `HTTP/1.1 200 OK\r\nX: ${"x".repeat(40_000)}\r\n\r\n` },
  { name: "interim responses without end", upstream: "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(33) },
  { name: "100 Continue without end", upstream: "HTTP/1.1 100 Continue\r\n\r\n".repeat(33) },
];

for (const { name, upstream } of bad) {
  test(`response that nobody can use: ${name}`, async (t) => {
    const { ask } = await startProxy(t, await RawServer.answering(upstream));
    const answer = await ask(request("GET /", "Host: www.example.com", CLOSE));
    assert.match(answer, /HTTP\/1\.1 502 Bad Gateway\r\n[\s\S]*\r\n\r\nThe application['\w ]+\.\n$/);
    assert.doesNotMatch(answer, /127\.0\.0\.1|legacy|UND_ERR|HPE_/);
  });
}

test("HEAD: the head of GET, no content, even if the upstream sends one", async (t) => {
  const { ask } = await startProxy(
    t,
    await RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\n\r\nok"),
  );
  const answer = await ask(request("HEAD /") + request("GET /next", CLOSE));
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*?\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/);
});

test("304 with content that must not be there does no harm to the next response", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    const head = await connection.head();
    if (head.startsWith("GET /next")) connection.send(OK);
    else connection.send(`HTTP/1.1 304 Not Modified\r\nContent-Length: 40\r\n\r\n${OK.replace("ok", "no")}`);
  });
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(request("GET /") + request("GET /next", CLOSE));
  assert.match(answer, /^HTTP\/1\.1 304 [\s\S]*HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/);
});

test("bytes after the end of a response are dropped with their connection", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    const head = await connection.head();
    connection.send(head.startsWith("GET /next") ? OK : `${OK}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`);
  });
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  await connection.send(request("GET /")).includes("ok");
  await connection.send(request("GET /next")).until((received) => received.split("\r\n\r\nok").length === 3);
  assert.doesNotMatch(connection.received, /evil/);
  assert.equal(upstream.connections.length, 2);
});

test("a response that comes while nobody asked is never given to the next client", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    await connection.head();
    connection.send(OK);
  });
  const { ask } = await startProxy(t, upstream);
  await ask(request("GET /", CLOSE));
  upstream.connections[0]?.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
  await upstream.connections[0]?.end();
  assert.match(await ask(request("GET /next", CLOSE)), /\r\n\r\nok$/);
});

test("HTTP/1.0 client: no chunks, and the connection ends the body", async (t) => {
  const { ask } = await startProxy(
    t,
    await RawServer.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
  );
  const answer = await ask("GET / HTTP/1.0\r\nHost: www.example.com\r\n\r\n");
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n(?![\s\S]*transfer-encoding)[\s\S]*connection: close\r\n\r\nok$/i);
});

test("HTTP/1.0 client without Host: the first route", async (t) => {
  const { ask, upstream } = await startProxy(t, await RawServer.answering(OK));
  assert.match(await ask("GET /x HTTP/1.0\r\n\r\n"), /\r\n\r\nok$/);
  assert.match(upstream.connections[0]?.received ?? "", /^GET \/x HTTP\/1\.1\r\n/);
});

test("HTTP/1.0 client with keep-alive gets it where the length is known", async (t) => {
  const { client } = await startProxy(t, await RawServer.answering(OK));
  const connection = await client();
  const get = "GET / HTTP/1.0\r\nHost: www.example.com\r\nConnection: keep-alive\r\n\r\n";
  await connection.send(get).includes("ok");
  await connection.send(get).until((received) => received.split("\r\n\r\nok").length === 3);
});

test("interim responses pass with their fields, but 100", async (t) => {
  const interim =
    "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
  const { ask } = await startProxy(
    t,
    await RawServer.answering(interim.replace("HTTP/1.1 100 Continue\r\n\r\n", "") + OK),
  );
  const answer = await ask(request("GET /", CLOSE));
  assert.match(
    answer,
    /^HTTP\/1\.1 102 Processing\r\n\r\nHTTP\/1\.1 103 Early Hints\r\nLink: <\/a\.css>; rel=preload\r\n\r\nHTTP\/1\.1 200 /,
  );
});

test("interim responses are not for HTTP/1.0", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(`HTTP/1.1 103 Early Hints\r\n\r\n${OK}`));
  assert.match(await ask("GET / HTTP/1.0\r\nHost: www.example.com\r\n\r\n"), /^HTTP\/1\.1 200 /);
});

test("100 Continue that nobody asked for is dropped", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(`HTTP/1.1 100 Continue\r\n\r\n${OK}`));
  assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok$/);
});

const TRAILING =
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n2\r\nok\r\n0\r\nX-T: 1\r\nSet-Cookie: a=1\r\n\r\n";

test("trailers pass to those who say that they read them", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(TRAILING));
  assert.match(await ask(request("GET /", "TE: trailers", "Connection: TE, close")), /0\r\nX-T: 1\r\n\r\n$/);
  assert.match(await ask(request("GET /", CLOSE)), /0\r\n\r\n$/);
});

test("a head comes through before its body does", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(request("GET /events"));
  const application = await upstream.next();
  await application.head();
  application.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  await connection.head();
  for (const event of ["one", "two"]) {
    application.send(`5\r\n${event}\n\n\r\n`);
    await connection.includes(event);
  }
});
