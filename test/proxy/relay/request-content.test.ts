import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const CLOSE = "Connection: close";
const FORM = "Content-Type: application/x-www-form-urlencoded";
const SENT = "a=1&u=see+http%3A%2F%2Fwww.example.com%2Fapp%2Fx%0D%0A&b=";
const MAPPED = "a=1&u=see+http%3A%2F%2Flegacy.internal%3A8080%2Fx%0D%0A&b=";

/** What responses lose where the public side has no TLS. */
const ONE_WAY =
  '<meta http-equiv=Content-Security-Policy content="upgrade-insecure-requests"><meta http-equiv=Set-Cookie content="a=b; Secure">';

function post(content: string, ...fields: string[]): string {
  return request("POST /app/save", `Content-Length: ${content.length}`, ...fields) + content;
}

function chunked(content: string, ...fields: string[]): string {
  const head = request("POST /app/save", "Transfer-Encoding: chunked", ...fields);
  return `${head}${content.length.toString(16)}\r\n${content}\r\n0\r\n\r\n`;
}

function part(fields: string, content: string): string {
  return `--b\r\nContent-Disposition: form-data; ${fields}\r\n\r\n${content}\r\n`;
}

/** The content of a message in chunks. */
function unchunked(message: string): string {
  let content = "";
  for (let at = message.indexOf("\r\n\r\n") + 4; ; ) {
    const start = message.indexOf("\r\n", at) + 2;
    const size = Number.parseInt(message.slice(at, start), 16);
    if (!(size > 0)) return content;
    content += message.slice(start, start + size);
    at = start + size + 2;
  }
}

/** An application that answers a request with content once all of it is there. */
function application(until: string): Promise<RawServer> {
  return RawServer.listen(async (connection) => {
    await connection.includes(until);
    connection.send(OK);
  });
}

const mappedCases = [
  { name: "a form", type: FORM, sent: SENT, mapped: MAPPED },
  {
    name: "a form of several parts, without its files",
    type: "Content-Type: multipart/form-data; boundary=b",
    sent: `${part('name="a"', "http://www.example.com/app/x")}${part('name="f"; filename="x.txt"', "http://www.example.com/app/x")}--b--\r\n`,
    mapped: `${part('name="a"', "http://legacy.internal:8080/x")}${part('name="f"; filename="x.txt"', "http://www.example.com/app/x")}--b--\r\n`,
  },
  {
    name: "JSON",
    type: "Content-Type: application/merge-patch+json",
    sent: '{"u":"http:\\/\\/www.example.com\\/app\\/x"}',
    mapped: '{"u":"http:\\/\\/legacy.internal:8080\\/x"}',
  },
  {
    name: "plain text",
    type: "Content-Type: text/plain;charset=UTF-8",
    sent: "see http://www.example.com/app/x",
    mapped: "see http://legacy.internal:8080/x",
  },
  {
    name: "a WebDAV report: root-relative references, too",
    type: "Content-Type: application/xml",
    sent: '<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:x"><D:href>/app/a.ics</D:href></C:calendar-multiget>',
    mapped: '<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:x"><D:href>/a.ics</D:href></C:calendar-multiget>',
  },
  {
    name: "a page that is stored again, with the digests that it has",
    type: "Content-Type: text/html; charset=utf-8",
    sent: `${ONE_WAY}<script src="/app/x.js" integrity="sha256-x"></script>`,
    mapped: `${ONE_WAY}<script src="/x.js" integrity="sha256-x"></script>`,
  },
  {
    name: "an import map, with the digests that it has",
    type: "Content-Type: application/importmap+json",
    sent: '{"imports":{"a":"/app/a.js"},"integrity":{"/app/a.js":"sha256-x"}}',
    mapped: '{"imports":{"a":"/a.js"},"integrity":{"/a.js":"sha256-x"}}',
  },
];

for (const { name, type, sent, mapped } of mappedCases) {
  test(`content: ${name}`, async (t) => {
    const upstream = await application(mapped);
    const { ask, record } = await startProxy(t, upstream, {
      public: "http://www.example.com/app/",
      rewrite: { forms: true },
    });
    assert.match(await ask(post(sent, type, "Content-MD5: x", "Digest: x", "Content-Digest: x", CLOSE)), /\r\n\r\nok$/);
    const [seen] = upstream.connections;
    assert.match(seen?.received ?? "", new RegExp(`^content-length: ${mapped.length}\r$`, "im"));
    assert.doesNotMatch(seen?.received ?? "", /^(?:transfer-encoding|content-md5|digest|content-digest):/im);
    assert.partialDeepStrictEqual(await record, { requestBody: "rewritten", requestBytes: sent.length });
  });
}

const FORMS = { public: "http://www.example.com/app/", rewrite: { forms: true } } as const;

const passingCases = [
  { name: "a picture", fields: ["Content-Type: image/svg"], reason: "media-type" },
  { name: "what has no type", fields: [], reason: "media-type" },
  { name: "parts without their boundary", fields: ["Content-Type: multipart/form-data"], reason: "media-type" },
  { name: "a part of a body", fields: [FORM, "Content-Range: bytes 0-1/9"], reason: "partial" },
  { name: "no-transform", fields: [FORM, "Cache-Control: no-cache, no-transform"], reason: "no-transform" },
  { name: "an unknown coding", fields: [FORM, "Content-Encoding: exotic"], reason: "coding" },
  { name: "a signed webhook", fields: [FORM, "X-Hub-Signature-256: sha256=x"], reason: "signed" },
] as const;

for (const { name, fields, reason } of passingCases) {
  test(`content passes as it is: ${name}`, async (t) => {
    const upstream = await application(SENT);
    const { ask, record } = await startProxy(t, upstream, FORMS);
    await ask(post(SENT, ...fields, "Content-MD5: x", CLOSE));
    const seen = upstream.connections[0]?.received ?? "";
    assert.match(seen, new RegExp(`^content-length: ${SENT.length}\r$`, "im"));
    assert.match(seen, /^content-md5: x\r$/im);
    assert.equal((await record).requestBody, reason);
  });
}

test("without the option, content passes and nothing is said of it", async (t) => {
  const upstream = await application(SENT);
  const { ask, record } = await startProxy(t, upstream);
  await ask(post(SENT, FORM, "Content-MD5: x", CLOSE));
  assert.match(upstream.connections[0]?.received ?? "", /^content-md5: x\r$/im);
  assert.equal((await record).requestBody, undefined);
});

const multiget = (first: string, second: string) =>
  `<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><!-- http://www.example.com/app/ --><D:prop><D:displayname>http://www.example.com/app/</D:displayname></D:prop><D:href>${first}</D:href><D:href>${second}</D:href></C:calendar-multiget>`;

test("without the option, the references of a WebDAV report are mapped, and nothing else in it", async (t) => {
  const mapped = multiget("/a.ics", "http://legacy.internal:8080/b.ics");
  const upstream = await application(mapped);
  const { ask, record } = await startProxy(t, upstream, { public: "http://www.example.com/app/" });
  const sent = multiget("/app/a.ics", "http://www.example.com/app/b.ics");
  const fields = ["Content-Type: application/xml", `Content-Length: ${sent.length}`, "Depth: 1", CLOSE];
  assert.match(await ask(request("REPORT /app/", ...fields) + sent), /\r\n\r\nok$/);
  assert.match(upstream.connections[0]?.received ?? "", new RegExp(`^content-length: ${mapped.length}\r$`, "im"));
  assert.equal((await record).requestBody, "rewritten");
});

test("content in chunks is mapped as it comes", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  connection.send(request("POST /app/save", FORM, "Transfer-Encoding: chunked"));
  connection.send(`${SENT.length.toString(16)}\r\n${SENT}\r\n`);
  const seen = await upstream.next();
  await seen.includes(MAPPED);
  assert.match(seen.received, /^transfer-encoding: chunked\r$/im);
  connection.send("1\r\nc\r\n0\r\n\r\n");
  await seen.until((received) => received.endsWith("\r\n1\r\nc\r\n0\r\n\r\n"));
});

test("content that is too large to be collected is mapped as it comes, in chunks", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, { ...FORMS, limits: { collectedContentBytes: SENT.length } });
  const connection = await client();
  connection.send(request("POST /app/save", FORM, `Content-Length: ${SENT.length + 1}`) + SENT);
  const seen = await upstream.next();
  await seen.includes(MAPPED);
  assert.match(seen.received, /^transfer-encoding: chunked\r$/im);
  connection.send("c");
  await seen.until((received) => received.endsWith("0\r\n\r\n"));
});

test("content that grows to more than may be collected is mapped as it comes, in chunks", async (t) => {
  const sent = `${SENT}&${SENT}`;
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, { ...FORMS, limits: { collectedContentBytes: sent.length + 1 } });
  const connection = await client();
  connection.send(request("POST /app/save", FORM, `Content-Length: ${sent.length + 1}`) + sent);
  const seen = await upstream.next();
  await seen.includes(`${MAPPED}&${MAPPED}`);
  assert.match(seen.received, /^transfer-encoding: chunked\r$/im);
  connection.send("c");
  await seen.until((received) => received.endsWith("1\r\nc\r\n0\r\n\r\n"));
});

test("coded content is mapped in its coding", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  connection.send(post(gzipSync(SENT).toString("latin1"), FORM, "Content-Encoding: gzip"));
  const seen = await upstream.next();
  const head = await seen.head();
  const length = Number(/^content-length: (\d+)\r$/im.exec(head)?.[1]);
  const start = head.indexOf("\r\n\r\n") + 4;
  const received = await seen.until((all) => all.length >= start + length);
  assert.equal(gunzipSync(Buffer.from(received.slice(start), "latin1")).toString(), MAPPED);
});

test("coded content that an application reads slowly arrives as a whole", async (t) => {
  const field = (i: number) => `f${i * 7919}=http%3A%2F%2Fwww.example.com%2Fapp%2F${(i * 104_729) % 65_537}`;
  const sent = Array.from({ length: 60_000 }, (_, i) => field(i)).join("&");
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  connection.send(chunked(gzipSync(sent).toString("latin1"), FORM, "Content-Encoding: gzip"));
  const seen = await upstream.next();
  seen.socket.pause();
  await setTimeout(100);
  seen.socket.resume();
  const received = await seen.until((all) => all.endsWith("\r\n0\r\n\r\n"));
  const mapped = sent.replaceAll("www.example.com%2Fapp", "legacy.internal%3A8080");
  assert.equal(gunzipSync(Buffer.from(unchunked(received), "latin1")).toString(), mapped);
});

const ZIPPED = gzipSync("a=b&".repeat(50_000)).toString("latin1");

const brokenCases = [
  { name: "is no gzip", content: SENT, status: 400, error: "ERR_CODING" },
  { name: "is cut off in its coding", content: ZIPPED.slice(0, -20), status: 400, error: "ERR_CODING" },
  {
    name: "grows too much",
    content: ZIPPED,
    limits: { decodedBytes: 1000, decodedRatio: 10 },
    status: 413,
    error: "ERR_LIMIT",
  },
] as const;

for (const { name, content, status, error, ...limits } of brokenCases) {
  test(`content that ${name} never arrives as a whole`, async (t) => {
    const upstream = await RawServer.listen();
    const { ask, record } = await startProxy(t, upstream, { ...FORMS, ...limits });
    const coded = [FORM, "Content-Encoding: gzip", CLOSE];
    assert.match(await ask(chunked(content, ...coded)), new RegExp(`^HTTP/1\\.1 ${status} `));
    assert.partialDeepStrictEqual(await record, { error, status });
    const [seen] = upstream.connections;
    if (seen) assert.doesNotMatch(await seen.end(), /0\r\n\r\n$/);
  });
}

test("who waits for 100 Continue gets it before the application is asked, where the content is collected", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  connection.send(request("POST /app/save", FORM, `Content-Length: ${SENT.length}`, "Expect: 100-continue"));
  assert.equal(await connection.head(), "HTTP/1.1 100 Continue\r\n\r\n");
  assert.equal(upstream.connections.length, 0);
  connection.send(SENT);
  await (await upstream.next()).includes(MAPPED);
});

test("who waits for 100 Continue gets it when the application reads, where the content is not collected", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  connection.send(request("POST /app/save", FORM, "Transfer-Encoding: chunked", "Expect: 100-continue"));
  assert.equal(await connection.head(), "HTTP/1.1 100 Continue\r\n\r\n");
  assert.equal(upstream.connections.length, 1);
});

test("a client that goes away while its content is collected leaves no trace upstream", async (t) => {
  const upstream = await RawServer.listen();
  const { client, record } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  connection.send(request("POST /app/save", FORM, "Content-Length: 100", "Expect: 100-continue"));
  await connection.head();
  connection.reset();
  assert.partialDeepStrictEqual(await record, { error: "ERR_CLIENT_ABORTED", status: 0 });
  assert.equal(upstream.connections.length, 0);
});

test("a client that sends no more while its content is collected is told so", async (t) => {
  const limits = { bodyIdleTimeoutMs: 50 };
  const { ask } = await startProxy(t, await RawServer.listen(), { ...FORMS, limits });
  assert.match(await ask(request("POST /app/save", FORM, "Content-Length: 100")), /^HTTP\/1\.1 408 /);
});

test("collected content finds the application as busy as it is then", async (t) => {
  const upstream = await RawServer.listen();
  const limits = { upstreamConnections: 1, upstreamQueue: 0 };
  const { client, ask } = await startProxy(t, upstream, { ...FORMS, limits });
  const first = await client();
  first.send(request("POST /app/save", FORM, `Content-Length: ${SENT.length}`, "Expect: 100-continue"));
  await first.head();
  const second = ask(post(SENT, FORM, CLOSE));
  await (await upstream.next()).includes(MAPPED);
  first.send(SENT);
  await first.includes("HTTP/1.1 503");
  upstream.connections[0]?.send(OK);
  assert.match(await second, /^HTTP\/1\.1 200 /);
});

test("an answer that comes before mapped content is read gets through", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    await connection.head();
    connection.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
  });
  const { client } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  connection.send(`${request("POST /app/save", FORM, "Transfer-Encoding: chunked")}3\r\na=b\r\n`);
  await connection.includes("big");
});

test("mapped content is not sent twice", async (t) => {
  let isFirst = true;
  const upstream = await RawServer.listen(async (connection) => {
    await connection.head();
    if (isFirst) connection.send(OK);
    isFirst = false;
    await connection.head(2).catch(() => {});
    connection.finish();
  });
  const { client } = await startProxy(t, upstream, FORMS);
  const connection = await client();
  await connection.send(request("GET /app/")).includes("ok");
  await connection.send(post(SENT, FORM)).includes("HTTP/1.1 502");
  assert.equal(upstream.connections.length, 1);
});
