import assert from "node:assert/strict";
import { test } from "node:test";
import { RESETS_PASS } from "../node-22.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE, OK, testAnswered } from "./support/rows.ts";

const GET = request("GET /", CLOSE);
const GET_1_0 = "GET / HTTP/1.0\r\nHost: www.example.com\r\n\r\n";
const TRAILERS = request("GET /", "TE: trailers", "Connection: TE, close");
const START = "HTTP/1.1 200 OK\r\n";
const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

/** Matches a head that has this field, octet for octet, and no other line of its name. */
function aloneIn(field: string): RegExp {
  const [name = ""] = field.split(":", 1);
  const escaped = field.replaceAll(/[.*+?^$()|/]/g, "\\$&");
  return new RegExp(`^(?![\\s\\S]*(?:\\n${name}:[\\s\\S]*){2})[\\s\\S]*\\n${escaped}\\r\\n`);
}

/** Heads that end in 502: nobody can be sure what they say, or where what follows ends. */
const INVALID = {
  "A4-45 Content-Length twice, different": `${START}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
  "A4-45 Content-Length twice, the same": `${START}Content-Length: 2\r\nContent-Length: 2\r\n\r\nab`,
  "A4-45 Content-Length as a list": `${START}Content-Length: 2, 2\r\n\r\nab`,
  "A4-45 Content-Length with a sign": `${START}Content-Length: +2\r\n\r\nab`,
  "A4-45 Content-Length below 0": `${START}Content-Length: -2\r\n\r\nab`,
  "A4-45 Content-Length in hexadecimal": `${START}Content-Length: 0x2\r\n\r\nab`,
  "A4-45 Content-Length of nothing": `${START}Content-Length: \r\n\r\nab`,
  "A4-45 Content-Length beyond 64 bits": `${START}Content-Length: 18446744073709551618\r\n\r\nab`,
  "A4-46 Content-Length and Transfer-Encoding": `${START}Content-Length: 1\r\n${CHUNKED}0\r\n\r\n`,
  "A4-46 Transfer-Encoding and Content-Length": `${START}Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n`,
  "A4-46 Transfer-Encoding: foo": `${START}Transfer-Encoding: foo\r\n\r\nab`,
  "A4-46 Transfer-Encoding: gzip, chunked": `${START}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  "A4-46 Transfer-Encoding: chunked, gzip": `${START}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`,
  "A4-46 Transfer-Encoding: identity": `${START}Transfer-Encoding: identity\r\n\r\nab`,
  "A4-46 Transfer-Encoding: xchunked": `${START}Transfer-Encoding: xchunked\r\n\r\nab`,
  "A4-46 Transfer-Encoding twice": `${START}Transfer-Encoding: chunked\r\n${CHUNKED}0\r\n\r\n`,
  "A4-47 a folded line": `${START}X: y\r\n z\r\nContent-Length: 0\r\n\r\n`,
  "A4-47 a folded line at the start": `${START} X: y\r\nContent-Length: 0\r\n\r\n`,
  "A4-48 a space before a colon": `${START}X : y\r\nContent-Length: 0\r\n\r\n`,
  "A4-48 a space before the colon of Content-Length": `${START}Content-Length : 0\r\n\r\n`,
  "A4-48 a line without a colon": `${START}X\r\nContent-Length: 0\r\n\r\n`,
  "A2-21 CR in a value": `${START}X: a\rb\r\nContent-Length: 0\r\n\r\n`,
  "A2-21 NUL in a value": `${START}X: \0\r\nContent-Length: 0\r\n\r\n`,
  "A2-21 a control char in a value": `${START}X: \x01\r\nContent-Length: 0\r\n\r\n`,
  "A4-56 status 099": "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n",
  "A4-56 status 000": "HTTP/1.1 000 Odd\r\nContent-Length: 0\r\n\r\n",
  "A4-56 status of two digits": "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n",
  "A4-56 status of four digits": "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
  "A4-56 status that is no number": "HTTP/1.1 2xx OK\r\nContent-Length: 0\r\n\r\n",
  "T-1 lines that end in LF alone": "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
  "T-1 a head that ends in LF alone": `${START}Content-Length: 0\r\n\n`,
  "T-1 no HTTP": "SSH-2.0-OpenSSH\r\n\r\n",
  "T-1 HTTP/0.9": "<p>hello",
  "T-1 a status line of HTTP/2.0": "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
  "T-1 a status line of HTTP/0.9": "HTTP/0.9 200 OK\r\nContent-Length: 0\r\n\r\n",
  "T-1 an interim status line of HTTP/2.0": `HTTP/2.0 103 Early Hints\r\n\r\n${START}Content-Length: 0\r\n\r\n`,
  "T-1 HTTP/3.0": "HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n",
  "T-1 a head of 40 KiB": `${START}X: ${"x".repeat(40_960)}\r\n\r\n`,
} as const;

for (const [name, said] of Object.entries(INVALID)) {
  for (const version of ["1.1", "1.0"] as const) {
    test(`${name}, to HTTP/${version}`, async (t) => {
      const upstream = await RawServer.answering(said);
      const { ask } = await startProxy(t, upstream);
      const answer = await ask(version === "1.1" ? GET : GET_1_0);
      assert.match(answer, /^HTTP\/1\.1 502 Bad Gateway\r\n[\s\S]*\r\n\r\nThe application['\w ]+\.\n$/);
      assert.doesNotMatch(answer, /127\.0\.0\.1|legacy|UND_ERR|HPE_/);
      await upstream.connections[0]?.end();
      assert.equal(upstream.connections.length, 1);
    });
  }
}

/** Bodies that go wrong when their head is out. The client must not take what came for the whole. */
const BROKEN_BODIES = {
  "A4-57 a chunk size that is none": `${START}${CHUNKED}2\r\nok\r\nxyz\r\n`,
  "A4-57 a chunk size beyond 64 bits": `${START}${CHUNKED}2\r\nok\r\nFFFFFFFFFFFFFFFFF\r\n`,
  "A4-57 a chunk size with a bare LF": `${START}${CHUNKED}2\r\nok\r\n0\n\n`,
  "A4-57 chunk data that is too long": `${START}${CHUNKED}2\r\nokay\r\n0\r\n\r\n`,
  "A4-57 a trailer section that is none": `${START}${CHUNKED}2\r\nok\r\n0\r\nX : y\r\n\r\n`,
  "A4-57 a trailer section with a folded line": `${START}${CHUNKED}2\r\nok\r\n0\r\nX: y\r\n z\r\n\r\n`,
  "A4-58 a trailer that is a length": `${START}${CHUNKED}2\r\nok\r\n0\r\nContent-Length: 9\r\n\r\n`,
} as const;

for (const [name, said] of Object.entries(BROKEN_BODIES)) {
  test(name, async (t) => {
    const { client } = await startProxy(t, await RawServer.answering(said));
    const connection = await client();
    const answer = await connection.send(TRAILERS).end();
    assert.match(answer, /^HTTP\/1\.1 (?:200 OK|502)/);
    assert.doesNotMatch(answer, /\r\n0\r\n/);
    if (RESETS_PASS) return t.diagnostic(RESETS_PASS);
    const old = await client();
    old.send(GET_1_0);
    const isCutOff = await old.end().then((received) => received.includes(" 502 ") || old.ended === "reset");
    assert.ok(isCutOff, `${old.ended}: ${old.received}`);
  });
}

testAnswered([
  {
    item: "A4-49",
    name: "a body by its length",
    input: GET,
    said: OK,
    expected: /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 2\r\n[\s\S]*\r\n\r\nok$/i,
  },
  {
    item: "A4-49",
    name: "a body in chunks",
    input: GET,
    said: `${START}${CHUNKED}1\r\no\r\n1;ext\r\nk\r\n0\r\n\r\n`,
    expected: /transfer-encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n$/i,
  },
  {
    item: "A4-50",
    name: "a body that ends with its connection",
    input: GET,
    said: `${START}\r\nok`,
    ending: "finish",
    expected: /transfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n$/i,
  },
  {
    item: "A4-50",
    name: "a body whose connection is reset",
    input: GET,
    said: `${START}\r\nok`,
    ending: "reset",
    expected: /^HTTP\/1\.1 200 OK\r\n(?![\s\S]*\r\n0\r\n)/,
  },
  {
    item: "A3-42 A4-52",
    name: "204 with Content-Length",
    input: GET,
    said: "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n",
    expected: /^HTTP\/1\.1 204 No Content\r\n(?![\s\S]*(content-length|transfer-encoding))[\s\S]*\r\n\r\n$/i,
  },
  {
    item: "A4-52",
    name: "204 with Transfer-Encoding",
    input: GET,
    said: `HTTP/1.1 204 No Content\r\n${CHUNKED}2\r\nok\r\n0\r\n\r\n`,
    expected: /^HTTP\/1\.1 204 No Content\r\n(?![\s\S]*(content-length|transfer-encoding))[\s\S]*\r\n\r\n$/i,
  },
  {
    item: "A4-52",
    name: "103 with a length and a coding",
    input: GET,
    said: `HTTP/1.1 103 Early Hints\r\nContent-Length: 2\r\nLink: </a>\r\n\r\n${OK}`,
    expected: /^HTTP\/1\.1 103 Early Hints\r\nLink: <\/a>\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/i,
  },
  {
    item: "A4-53",
    name: "no chunks for HTTP/1.0",
    input: GET_1_0,
    said: `${START}${CHUNKED}2\r\nok\r\n0\r\n\r\n`,
    expected: /^HTTP\/1\.1 200 OK\r\n(?![\s\S]*transfer-encoding)[\s\S]*connection: close\r\n\r\nok$/i,
  },
  {
    item: "A4-54",
    name: "HEAD: the head of GET, and none of the content that comes with it",
    input: request("HEAD /", CLOSE),
    said: OK,
    expected: /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 2\r\n[\s\S]*\r\n\r\n$/i,
  },
  {
    item: "A4-55",
    name: "304 keeps the length of what it stands for, and has no content",
    input: GET,
    said: "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n",
    expected: /^HTTP\/1\.1 304 Not Modified\r\n[\s\S]*content-length: 99\r\n[\s\S]*\r\n\r\n$/i,
  },
  {
    item: "A4-55",
    name: "205 has no content",
    input: GET,
    said: "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nok",
    expected: /^HTTP\/1\.1 205 Reset Content\r\n[\s\S]*content-length: 0\r\n(?![\s\S]*ok$)/i,
  },
  ...["200 Alles gut", "299 Odd", "451 No", "599 Odd", "600 Odd", "999 Odd"].map((status) => ({
    item: "A4-56",
    name: `status ${status}`,
    input: GET,
    said: `HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`,
    expected: new RegExp(`^HTTP/1\\.1 ${status}\\r\\n`),
  })),
  {
    item: "A4-56",
    name: "no reason phrase",
    input: GET,
    said: "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 200 OK\r\n/,
  },
  {
    item: "A4-56",
    name: "a reason phrase that could not be sent",
    input: GET,
    said: "HTTP/1.1 200 \xff\xfe\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 200 OK\r\n/,
  },
  {
    item: "A4-58",
    name: "trailers, to who reads them",
    input: TRAILERS,
    said: `${START}Trailer: X-T\r\n${CHUNKED}2\r\nok\r\n0\r\nX-T: 1\r\nx-t: 2\r\n\r\n`,
    expected: /\r\n0\r\nX-T: 1\r\nx-t: 2\r\n\r\n$/,
  },
  {
    item: "A4-58",
    name: "no trailers, to who does not say so",
    input: GET,
    said: `${START}${CHUNKED}2\r\nok\r\n0\r\nX-T: 1\r\n\r\n`,
    expected: /^(?![\s\S]*X-T)[\s\S]*\r\n\r\nok$/,
  },
  {
    item: "A4-58",
    name: "no trailers, to HTTP/1.0",
    input: GET_1_0.replace("\r\n\r\n", "\r\nTE: trailers\r\nConnection: TE\r\n\r\n"),
    said: `${START}${CHUNKED}2\r\nok\r\n0\r\nX-T: 1\r\n\r\n`,
    expected: /\r\n\r\nok$/,
  },
  ...[
    { name: "to HTTP/1.0", input: GET_1_0 },
    { name: "to HEAD", input: GET.replace("GET", "HEAD") },
    { name: "with a response that gets a length", input: GET },
  ].map(({ name, input }) => ({
    item: "A4-58",
    name: `no trailers are announced ${name}`,
    input,
    said: `${START}Trailer: X-T\r\n${CHUNKED}${input.startsWith("HEAD") ? "" : "2\r\nok\r\n0\r\nX-T: 1\r\n\r\n"}`,
    expected: /^HTTP\/1\.1 200 OK\r\n(?![\s\S]*Trailer)/i,
  })),
  ...[
    "Set-Cookie: a=b",
    "Authorization: x",
    "Host: evil",
    "Content-Type: text/html",
    "Trailer: X-T",
    "Connection: close",
    "Cache-Control: no-store",
    "Location: /",
  ].map((field) => ({
    item: "A4-58",
    name: `no trailer ${field.split(":", 1)}`,
    input: TRAILERS,
    said: `${START}${CHUNKED}2\r\nok\r\n0\r\n${field}\r\nX-T: 1\r\n\r\n`,
    expected: /\r\n2\r\nok\r\n0\r\nX-T: 1\r\n\r\n$/,
  })),
  {
    item: "A2-17",
    name: "hop-by-hop fields of a response that nobody nominates",
    input: GET,
    said: `${START}Keep-Alive: timeout=99\r\nProxy-Connection: x\r\nProxy-Authenticate: Basic\r\nUpgrade: h2c\r\nX-Stays: 1\r\nContent-Length: 2\r\n\r\nok`,
    expected: /^(?![\s\S]*(timeout=99|proxy-|upgrade))HTTP\/1\.1 200[\s\S]*x-stays: 1\r\n/i,
  },
  {
    item: "A2-15 B-5",
    name: "what Connection nominates in a response",
    input: GET,
    said: `${START}connection: X-HOP , x-other\r\nConnection: close\r\nX-Hop: 1\r\nX-OTHER: 2\r\nX-Stays: 3\r\nContent-Length: 2\r\n\r\nok`,
    expected: /^(?![\s\S]*(x-hop|x-other))HTTP\/1\.1 200[\s\S]*x-stays: 3\r\n/i,
  },
  {
    item: "A2-16 B-1",
    name: "Connection cannot take a response's own fields away",
    input: GET,
    said: `${START}Connection: content-length, set-cookie, content-security-policy, location, etag, date\r\nSet-Cookie: a=b\r\nContent-Security-Policy: default-src x\r\nLocation: /x\r\nETag: "a"\r\nContent-Length: 2\r\n\r\nok`,
    expected:
      /^(?=[\s\S]*set-cookie: a=b\r\n)(?=[\s\S]*content-security-policy: )(?=[\s\S]*location: )(?=[\s\S]*etag: )[\s\S]*content-length: 2\r\n/i,
  },
  {
    item: "A2-19",
    name: "lines of one name stay apart and in order",
    input: GET,
    said: `${START}Set-Cookie: a=1\r\nX-A: 1\r\nset-cookie: b=2\r\nX-A: 2\r\nSet-Cookie: c=3, d\r\nContent-Length: 0\r\n\r\n`,
    expected: /Set-Cookie: a=1\r\nX-A: 1\r\nset-cookie: b=2\r\nX-A: 2\r\nSet-Cookie: c=3, d\r\n/,
  },
  {
    item: "A2-20",
    name: "unknown fields of a response, and octets beyond ASCII",
    input: GET,
    said: `${START}X-Whatever: \xe9\xff\r\nX_Under: 1\r\n!#$%&'*+-.^\`|~: 2\r\nContent-Length: 0\r\n\r\n`,
    expected: /X-Whatever: \xe9\xff\r\nX_Under: 1\r\n!#\$%&'\*\+-\.\^`\|~: 2\r\n/,
  },
  ...[
    'WWW-Authenticate: Digest realm="x", domain="http://legacy.internal:8080/"',
    "WWW-Authenticate: NTLM TlRM",
    "WWW-Authenticate: Negotiate",
    "Authentication-Info: x",
    "Allow: GET, FOO, foo",
    "Vary: Accept-Language, X-A",
    "Age: 7",
    "Date: Thu, 01 Jan 1970 00:00:00 GMT",
  ].map((field) => ({
    item: field.startsWith("Allow")
      ? "A2-25"
      : field.startsWith("Vary")
        ? "A2-26"
        : field.startsWith("Date")
          ? "A2-27"
          : "A2-22",
    name: `${field.split(/(?<=:\s\S+) /, 1)} is not touched`,
    input: GET,
    said: `${START}${field}\r\nContent-Length: 2\r\n\r\nok`,
    expected: aloneIn(field),
  })),
  {
    item: "A2-27",
    name: "a Date where there is none",
    input: GET,
    said: OK,
    expected: /\r\nDate: [A-Z][a-z]{2}, \d\d /,
  },
  {
    item: "A2-31",
    name: "no Strict-Transport-Security without TLS, and no other service",
    input: GET,
    said: `${START}Strict-Transport-Security: max-age=9\r\nAlt-Svc: h3=":443"\r\nContent-Length: 2\r\n\r\nok`,
    expected: /^(?![\s\S]*(strict-transport|alt-svc))HTTP\/1\.1 200/i,
  },
]);

for (const [name, said] of Object.entries({
  "to HEAD": OK.replace("ok", "ok HTTP/1.1 200 OK\r\n\r\nevil"),
  "of a 304": `HTTP/1.1 304 Not Modified\r\nContent-Length: 40\r\n\r\n${OK.replace("ok", "no")}`,
  "of a 204": `HTTP/1.1 204 No Content\r\nContent-Length: 40\r\n\r\n${OK.replace("ok", "no")}`,
})) {
  test(`A4-54 content ${name} that must not be there does no harm to the next response`, async (t) => {
    const upstream = await RawServer.listen(async (connection) => {
      const head = await connection.head().catch(() => "");
      connection.send(head.includes(" /next ") ? OK : said);
    });
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    await connection.send(request(name === "to HEAD" ? "HEAD /" : "GET /")).head();
    const first = connection.received;
    assert.ok(first.endsWith("\r\n\r\n"));
    await connection.send(request("GET /next")).includes("\r\n\r\nok");
    assert.match(connection.received.slice(first.length), /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/);
    assert.equal(upstream.connections.length, 2);
  });
}

for (const extra of [
  "EXTRA",
  "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
  "\r\nHTTP/1.1 200 OK\r\n\r\nevil",
  "0",
]) {
  test(`A4-51 bytes after the end of a response go with their connection: ${JSON.stringify(extra.slice(0, 8))}`, async (t) => {
    const upstream = await RawServer.listen(async (connection) => {
      const head = await connection.head().catch(() => "");
      connection.send(head.startsWith("GET /next") ? OK : OK + extra);
    });
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    await connection.send(request("GET /")).includes("\r\n\r\nok");
    await connection.send(request("GET /next")).until((received) => received.split("\r\n\r\nok").length === 3);
    assert.doesNotMatch(connection.received, /evil|EXTRA/);
    assert.ok(connection.received.endsWith("\r\n\r\nok"));
  });
}

test("A4-52 a chunked response of HTTP/1.0 is the last of its connection", async (t) => {
  const upstream = await RawServer.answering(
    `HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n${CHUNKED}2\r\nok\r\n0\r\n\r\n`,
  );
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  await connection.send(request("GET /")).includes("\r\n\r\nok");
  await connection.send(request("GET /")).until((received) => received.split("\r\n\r\nok").length === 3);
  assert.equal(upstream.connections.length, 2);
});

test("A4-53 no chunks for HTTP/1.0 that asks to stay, when the end is not there yet", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(GET_1_0.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n"));
  const application = await upstream.next();
  await application.head();
  application.send(`${START}${CHUNKED}2\r\nok\r\n`);
  await connection.includes("ok");
  application.send("0\r\n\r\n");
  const answer = await connection.end();
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n(?![\s\S]*transfer-encoding)[\s\S]*connection: close\r\n\r\nok$/i);
});

test("A7-85 HTTP/1.0 with keep-alive gets it where the length is known", async (t) => {
  const { client } = await startProxy(t, await RawServer.answering(OK));
  const connection = await client();
  const get = GET_1_0.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n");
  await connection.send(get).includes("ok");
  await connection.send(get).until((received) => received.split("\r\n\r\nok").length === 3);
});

test("A7-85 HTTP/1.0 without keep-alive gets one answer", async (t) => {
  const { ask, upstream } = await startProxy(t, await RawServer.answering(OK));
  const answer = await ask(GET_1_0 + GET_1_0.replace("GET /", "GET /smuggled"));
  assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1);
  assert.match(answer, /^connection: close\r$/im);
  assert.ok(upstream.connections.every(({ received }) => !received.includes("smuggled")));
});

test("A6-76 a head comes through before its body does, and each event before the next", async (t) => {
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

for (const extra of ["HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "HTTP/1.1 100 Continue\r\n\r\n", "evil"]) {
  test(`A7-83 B-16 what comes while nobody asks is never given to the next client: ${extra.slice(0, 12)}`, async (t) => {
    const upstream = await RawServer.listen(async (connection) => {
      await connection.head().catch(() => {});
      connection.send(OK);
    });
    const { ask } = await startProxy(t, upstream);
    await ask(GET);
    const [first] = upstream.connections;
    await first?.send(extra).end();
    assert.match(await ask(request("GET /next", CLOSE)), /^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok$/);
    assert.equal(upstream.connections.length, 2);
  });
}

test("A4-58 no trailers are announced to HTTP/1.0 where the content comes after the head", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(GET_1_0);
  const application = await upstream.next();
  await application.head();
  application.send(`${START}Trailer: X-T\r\n${CHUNKED}`);
  assert.doesNotMatch(await connection.head(), /trailer/i);
  application.send("2\r\nok\r\n0\r\nX-T: 1\r\n\r\n");
  assert.match(await connection.end(), /\r\n\r\nok$/);
});

test("A4-58 a trailer that ends the connection ends it, and no request that comes after it", async (t) => {
  const upstream = await RawServer.answering(`${START}${CHUNKED}2\r\nok\r\n0\r\nConnection: close\r\n\r\n`);
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  for (let count = 1; count <= 3; count++) {
    connection.send(`${request("POST /", "Content-Length: 2")}hi`);
    await connection.until((received) => received.split("\r\n\r\nok").length > count);
  }
  assert.doesNotMatch(connection.received, / 502 /);
  assert.equal(upstream.connections.length, 3);
});
