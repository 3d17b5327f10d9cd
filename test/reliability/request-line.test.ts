import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE, OK, testArriving, testRefused } from "./support/rows.ts";

const HOST = "Host: www.example.com";

const INVALID_HOSTS = {
  nothing: "",
  userinfo: "u@www.example.com",
  "userinfo with a password": "u:p@www.example.com",
  "a path": "www.example.com/x",
  "a query": "www.example.com?x",
  "a fragment": "www.example.com#x",
  "a space": "www.example.com evil",
  "a list": "www.example.com, evil.example",
  "a comma": "www.example.com,evil.example",
  "a quote": 'www.example.com"',
  markup: '"><script>alert(1)</script>',
  "a bracket that stays open": "[::1",
  "a bracket that was never open": "::1]",
  "IPv6 without brackets": "::1",
  "a zone": "[fe80::1%25eth0]",
  "two ports": "www.example.com:80:81",
  "percent-encoding": "%77ww.example.com",
  "a port out of range": "www.example.com:99999",
  "a port that is no number": "www.example.com:http",
  "a backslash": "www.example.com\\evil",
  "a whole URL": "http://www.example.com/",
  "an octet beyond ASCII": "www.example.com\xe9",
} as const;

testRefused([
  { item: "A1-1", name: "missing Host", input: `GET / HTTP/1.1\r\n\r\n`, refusal: "invalid-host" },
  {
    item: "A1-1",
    name: "missing Host beside an absolute target",
    input: "GET http://www.example.com/ HTTP/1.1\r\n\r\n",
    refusal: "invalid-host",
  },
  { item: "A1-2", name: "the same Host twice", input: request("GET /", HOST, HOST), refusal: "invalid-host" },
  {
    item: "A1-2",
    name: "two Hosts",
    input: request("GET /", HOST, "host: evil.example"),
    refusal: "invalid-host",
  },
  {
    item: "A1-2",
    name: "two Hosts in HTTP/1.0",
    input: `GET / HTTP/1.0\r\n${HOST}\r\n${HOST}\r\n\r\n`,
    refusal: "invalid-host",
  },
  ...Object.entries(INVALID_HOSTS).map(([name, host]) => ({
    item: "A1-3",
    name: `invalid Host: ${name}`,
    input: request("GET /", `Host: ${host}`),
    refusal: "invalid-host" as const,
  })),
  {
    item: "A1-3",
    name: "invalid Host beside a good absolute target",
    input: request("GET http://www.example.com/", "Host: a b"),
    refusal: "invalid-host",
  },
  {
    item: "A1-4",
    name: "an absolute target of a host that is not ours is not fetched",
    input: request("GET http://evil.example/"),
    refusal: "unknown-host",
  },
  {
    item: "A1-4",
    name: "the internal name from outside",
    input: request("GET http://legacy.internal:8080/"),
    refusal: "unknown-host",
  },
  {
    item: "A1-4",
    name: "a Host that is not ours",
    input: request("GET /", "Host: evil.example"),
    refusal: "unknown-host",
  },
  {
    item: "A1-4",
    name: "a Host that is not ours, in HTTP/1.0",
    input: "GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n",
    refusal: "unknown-host",
  },
  ...["ftp://www.example.com/", "ws://www.example.com/", "http:///x"].map((target) => ({
    item: "A1-4",
    name: `a target that names no host of ours: ${target}`,
    input: request(`GET ${target}`),
    refusal: "invalid-target" as const,
  })),
  ...["http:/www.example.com/", "www.example.com/", "x", "?x", "http://www.example.com#.evil/"].map((target) => ({
    item: "A1-8",
    name: `no form of a target: ${target}`,
    input: request(`GET ${target}`),
    refusal: "malformed-request" as const,
  })),
  { item: "A1-5", name: "GET *", input: request("GET *"), refusal: "invalid-target" },
  {
    item: "A1-6",
    name: "CONNECT and what follows it",
    input: `${request("CONNECT www.example.com:80")}${request("GET /smuggled")}`,
    refusal: "method-refused",
  },
  { item: "A1-6", name: "CONNECT with an origin form", input: request("CONNECT /"), refusal: "method-refused" },
  { item: "A1-8", name: "a space in the target", input: request("GET /a b"), refusal: "malformed-request" },
  { item: "A1-8", name: "a tab in the target", input: request("GET /a\tb"), refusal: "malformed-request" },
  { item: "A1-8", name: "raw octets in the path", input: request("GET /\xe9"), refusal: "malformed-request" },
  { item: "A1-8", name: "no target", input: `GET HTTP/1.1\r\n${HOST}\r\n\r\n`, refusal: "malformed-request" },
  ...[9216, 15_000, 16_379, 16_384, 16_500, 40_000, 70_000].map((length) => ({
    item: "A1-9",
    name: `a target of ${length} bytes`,
    input: request(`GET /${"x".repeat(length - 1)}`),
    refusal: "target-too-long" as const,
  })),
  {
    item: "A1-9",
    name: "a target of 17 KiB in absolute form",
    input: request(`GET http://www.example.com/${"x".repeat(17_408)}`),
    refusal: "target-too-long",
  },
  {
    item: "A1-9",
    name: "a target of 17 KiB after an empty line",
    input: `\r\n${request(`GET /${"x".repeat(17_408)}`)}`,
    refusal: "target-too-long",
  },
  {
    item: "A1-9",
    name: "a target of 9 KiB and fields of 9 KiB",
    input: request(`GET /${"x".repeat(9216)}`, `X: ${"x".repeat(9216)}`),
    refusal: "target-too-long",
  },
  {
    item: "A1-9",
    name: "a target of 8 KiB and fields of 9 KiB",
    input: request(`GET /${"x".repeat(8191)}`, `X: ${"x".repeat(9216)}`),
    refusal: "fields-too-large",
  },
  {
    item: "A1-9",
    name: "a field that looks like a request line",
    input: request("GET /", `X: GET /${"x".repeat(17_408)}`),
    refusal: "fields-too-large",
  },
  {
    item: "A1-9",
    name: "fields of 17 KiB",
    input: request("GET /", `X: ${"x".repeat(17_408)}`),
    refusal: "fields-too-large",
  },
  ...["2.0", "3.0", "0.9", "1.2", "9.9"].map((version) => ({
    item: "A1-11",
    name: `HTTP/${version}`,
    input: `GET / HTTP/${version}\r\n${HOST}\r\n\r\n`,
    refusal: "unknown-version" as const,
  })),
  {
    item: "A1-11",
    name: "the preface of HTTP/2",
    input: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    refusal: "unknown-version",
  },
  ...["FOO", "get", "GETX", "GE", "Post", "X-1!#"].map((method) => ({
    item: "A1-12",
    name: `unknown method ${method}`,
    input: request(`${method} /`),
    refusal: "unknown-method" as const,
  })),
  {
    item: "A1-12",
    name: "no method at all",
    input: "\x16\x03\x01\x02\x00\x01\r\n\r\n",
    refusal: "malformed-request",
  },
  {
    item: "A1-14",
    name: "userinfo in the target",
    input: request("GET http://u:p@www.example.com/"),
    refusal: "invalid-host",
  },
  { item: "B-26", name: "a fragment", input: request("GET /x#y"), refusal: "invalid-target" },
  { item: "B-26", name: "a fragment behind a query", input: request("GET /?x#y"), refusal: "invalid-target" },
  { item: "B-27", name: "a backslash", input: request("GET /\\evil"), refusal: "invalid-target" },
  { item: "B-27", name: "an encoded NUL", input: request("GET /x%00.html"), refusal: "invalid-target" },
]);

testArriving([
  {
    item: "A1-4",
    name: "an absolute target arrives in origin form, and Host is ours",
    input: request("GET http://www.example.com/x", "Host: evil.example"),
    expected: /^GET \/x HTTP\/1\.1\r\nhost: legacy\.internal:8080\r\n(?![\s\S]*evil)/i,
  },
  {
    item: "A1-7",
    name: "path and query, octet for octet",
    input: request("GET /a%2Fb/%7e//c;p?x=%20&y=+&;"),
    expected: /^GET \/a%2Fb\/%7e\/\/c;p\?x=%20&y=\+&; HTTP\/1\.1\r\n/,
  },
  {
    item: "A1-7",
    name: "broken escapes in a path",
    input: request("GET /100%/%zz/%2"),
    expected: /^GET \/100%\/%zz\/%2 HTTP/,
  },
  {
    item: "A1-7",
    name: "a query that is no query",
    input: request("GET /?&=%zz&&"),
    expected: /^GET \/\?&=%zz&& HTTP/,
  },
  {
    item: "B-22",
    name: "//evil is a path",
    input: request("GET //evil/x"),
    expected: /^GET \/\/evil\/x HTTP\/1\.1\r\n/,
  },
  {
    item: "B-22",
    name: "//evil in an absolute target is a path",
    input: request("GET http://www.example.com//evil/x"),
    expected: /^GET \/\/evil\/x HTTP\/1\.1\r\n/,
  },
  {
    item: "A1-10",
    name: "HTTP/1.0 arrives as HTTP/1.1",
    input: `GET /x HTTP/1.0\r\n${HOST}\r\n\r\n`,
    expected: /^GET \/x HTTP\/1\.1\r\n/,
  },
  {
    item: "A1-8",
    name: "spaces that Node skips do not arrive",
    input: request("GET   /x"),
    expected: /^GET \/x HTTP\/1\.1\r\n/,
  },
  {
    item: "A1-8",
    name: "RTSP, which Node does not tell from HTTP, arrives as HTTP",
    input: "GET /x RTSP/1.0\r\nHost: www.example.com\r\n\r\n",
    expected: /^GET \/x HTTP\/1\.1\r\n/,
  },
  ...["HEAD", "DELETE", "OPTIONS", "PROPFIND", "REPORT", "MKCOL", "QUERY", "PURGE", "M-SEARCH"].map((method) => ({
    item: "A1-12",
    name: `method ${method}`,
    input: request(`${method} /x`),
    expected: new RegExp(`^${method} /x HTTP/1\\.1\\r\\n`),
  })),
  {
    item: "B-28",
    name: "a Host in another case, with a dot and a port",
    input: request("GET /x", "Host: WWW.Example.COM.:80"),
    expected: /^GET \/x HTTP\/1\.1\r\nhost: legacy\.internal:8080\r\n/i,
  },
]);

test("A1-9 a target of 17 KiB behind a request that is answered", async (t) => {
  const { client } = await startProxy(t, await RawServer.answering(OK));
  const connection = await client();
  await connection.send(`${request("GET /")}${request(`GET /${"x".repeat(17_408)}`)}`).includes("HTTP/1.1 414");
  assert.match(await connection.end(), /^HTTP\/1\.1 200 /);
});

test("A1-9 a target of 20 KB in two packets is refused, in any case", async (t) => {
  const { client } = await startProxy(t, await RawServer.listen());
  const connection = await client();
  connection.send(`GET /${"x".repeat(10_000)}`);
  await delay(50);
  connection.send(`${"x".repeat(10_000)} HTTP/1.1\r\n${HOST}\r\n\r\n`);
  assert.match(await connection.end(), /^HTTP\/1\.1 4(?:14|31) /);
});

test("A1-5 OPTIONS * is answered here", async (t) => {
  const { upstream, ask } = await startProxy(t, await RawServer.listen());
  for (const line of ["OPTIONS *", "OPTIONS http://www.example.com"]) {
    const answer = await ask(request(line, CLOSE));
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(answer, /^allow: GET, HEAD, /im);
  }
  assert.equal(upstream.connections.length, 0);
});

for (const [name, said] of Object.entries({
  "HTTP/1.0": "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
  "HTTP/1.1": OK,
})) {
  test(`A1-10 an answer of ${name} is HTTP/1.1 to everyone`, async (t) => {
    const { ask } = await startProxy(t, await RawServer.answering(said, "finish"));
    assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/);
    assert.match(await ask(`GET / HTTP/1.0\r\n${HOST}\r\n\r\n`), /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/);
  });
}

test("A1-10 HTTP/1.0 without Host: the first route", async (t) => {
  const { ask, upstream } = await startProxy(t, await RawServer.answering(OK));
  assert.match(await ask("GET /x HTTP/1.0\r\n\r\n"), /\r\n\r\nok$/);
  assert.match(upstream.connections[0]?.received ?? "", /^GET \/x HTTP\/1\.1\r\n/);
});
