import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { request, startProxy } from "./fixture.ts";
import { RawServer } from "./raw-connection.ts";

const PAGE = '<a href="http://legacy.internal:8080/x">x</a>';
const MOVED = '<a href="http://www.example.com/x">x</a>';
const CLOSE = "Connection: close";

function html(body: string, ...fields: string[]): string {
  return ["HTTP/1.1 200 OK", "Content-Type: text/html", `Content-Length: ${body.length}`, ...fields, "", body].join(
    "\r\n",
  );
}

/** The content of the last response, out of its chunks. */
function content(answer: string): string {
  const start = answer.lastIndexOf("HTTP/1.1 ");
  const body = answer.slice(answer.indexOf("\r\n\r\n", start) + 4);
  let text = "";
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.slice(at, lineEnd), 16);
    if (!(size > 0)) return text;
    text += body.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + 2 + size + 2;
  }
}

test("a page is rewritten, and its length and tag with it", async (t) => {
  const { ask, record } = await startProxy(t, await RawServer.answering(html(PAGE, 'ETag: "a"')));
  const answer = await ask(request("GET /", CLOSE));
  assert.equal(content(answer), MOVED);
  assert.match(answer, /^etag: "a-ro[0-9a-f]{6}"\r$/im);
  assert.doesNotMatch(answer, /content-length/i);
  assert.partialDeepStrictEqual(await record, { body: "rewritten", status: 200, responseBytes: MOVED.length });
});

test("a coded page is rewritten in its coding", async (t) => {
  const zipped = gzipSync(PAGE).toString("latin1");
  const upstream = await RawServer.answering(html(zipped, "Content-Encoding: gzip"));
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(request("GET /", "Accept-Encoding: gzip, exotic", CLOSE));
  assert.match(answer, /^content-encoding: gzip\r$/im);
  assert.equal(gunzipSync(Buffer.from(content(answer), "latin1")).toString(), MOVED);
  assert.match(upstream.connections[0]?.received ?? "", /^accept-encoding: gzip\r$/im);
});

test("a coded page that is cut off in its coding is cut off here", async (t) => {
  const zipped = gzipSync(PAGE.repeat(2000)).subarray(0, -20).toString("latin1");
  const { ask, record } = await startProxy(t, await RawServer.answering(html(zipped, "Content-Encoding: gzip")));
  assert.doesNotMatch(await ask(request("GET /")), /0\r\n\r\n$/);
  assert.partialDeepStrictEqual(await record, { error: "ERR_CODING", status: 200 });
});

const PASSED = [
  { name: "unknown coding", fields: ["Content-Encoding: exotic"], reason: "coding" },
  { name: "no-transform", fields: ["Cache-Control: no-transform"], reason: "no-transform" },
  { name: "a download", fields: ["Content-Disposition: attachment; filename=x"], reason: "attachment" },
] as const;

for (const { name, fields, reason } of PASSED) {
  test(`a page passes as it is: ${name}`, async (t) => {
    const { ask, record } = await startProxy(t, await RawServer.answering(html(PAGE, 'ETag: "a"', ...fields)));
    const answer = await ask(request("GET /", CLOSE));
    assert.ok(answer.endsWith(`\r\n\r\n${PAGE}`));
    assert.match(answer, /^etag: "a"\r$/im);
    assert.match(answer, new RegExp(`^content-length: ${PAGE.length}\r$`, "im"));
    assert.partialDeepStrictEqual(await record, { body: reason });
  });
}

test("HEAD describes what GET gets", async (t) => {
  const { ask } = await startProxy(
    t,
    await RawServer.answering(html("", 'ETag: "a"').replace("Length: 0", "Length: 45")),
  );
  const answer = await ask(request("HEAD /", CLOSE));
  assert.match(answer, /^etag: "a-ro/im);
  assert.doesNotMatch(answer, /content-length/i);
});

test("a tag that we changed is known again", async (t) => {
  const upstream = await RawServer.answering((head) =>
    head.includes('If-None-Match: "a"') ? 'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n' : html(PAGE, 'ETag: "a"'),
  );
  const { ask } = await startProxy(t, upstream);
  const tag = /^etag: (.*)\r$/im.exec(await ask(request("GET /", CLOSE)))?.[1];
  const answer = await ask(request("GET /", `If-None-Match: ${tag}`, CLOSE));
  assert.match(answer, /^HTTP\/1\.1 304 /);
  assert.ok(answer.includes(`ETag: ${tag}\r\n`));
});

test("a part of what would be rewritten is answered with the whole", async (t) => {
  const upstream = await RawServer.answering((head) =>
    head.includes("Range: bytes=")
      ? "HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\nContent-Range: bytes 0-3/45\r\nContent-Length: 4\r\n\r\n<a h"
      : html(PAGE),
  );
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(request("GET /", "Range: bytes=0-3", CLOSE));
  assert.match(answer, /^HTTP\/1\.1 200 /);
  assert.equal(content(answer), MOVED);
});

test("a part of what would be rewritten passes where the request cannot be repeated", async (t) => {
  const part =
    "HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\nContent-Range: bytes 0-3/45\r\nContent-Length: 4\r\n\r\n<a h";
  const { ask } = await startProxy(t, await RawServer.answering(part));
  const answer = await ask(`${request("GET /", "Range: bytes=0-3", "Content-Length: 1", CLOSE)}x`);
  assert.match(answer, /^HTTP\/1\.1 206 [\s\S]*\r\n\r\n<a h$/);
});

test("a part of anything else passes", async (t) => {
  const part =
    "HTTP/1.1 206 Partial Content\r\nContent-Type: video/mp4\r\nContent-Range: bytes 0-3/45\r\nContent-Length: 4\r\n\r\nabcd";
  const { ask } = await startProxy(t, await RawServer.answering(part));
  assert.match(await ask(request("GET /", "Range: bytes=0-3", CLOSE)), /^HTTP\/1\.1 206 [\s\S]*\r\n\r\nabcd$/);
});

test("fields are mapped both ways", async (t) => {
  const answerHead =
    "HTTP/1.1 302 Found\r\nLocation: http://legacy.internal:8080/y\r\nSet-Cookie: a=b; Domain=legacy.internal; Path=/\r\nContent-Length: 0\r\n\r\n";
  const upstream = await RawServer.answering(answerHead);
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(
    request(
      "POST /",
      "Origin: http://www.example.com",
      "Referer: http://www.example.com/a?b",
      "Content-Length: 0",
      CLOSE,
    ),
  );
  assert.match(answer, /^location: http:\/\/www\.example\.com\/y\r$/im);
  assert.match(answer, /^set-cookie: a=b; Domain=www\.example\.com; Path=\/\r$/im);
  const seen = upstream.connections[0]?.received ?? "";
  assert.match(seen, /^origin: http:\/\/legacy\.internal:8080\r$/im);
  assert.match(seen, /^referer: http:\/\/legacy\.internal:8080\/a\?b\r$/im);
});

test("an early hint is mapped like a final response", async (t) => {
  const hint = "HTTP/1.1 103 Early Hints\r\nLink: <http://legacy.internal:8080/a.css>; rel=preload\r\n\r\n";
  const { ask } = await startProxy(t, await RawServer.answering(hint + html("")));
  assert.match(
    await ask(request("GET /", CLOSE)),
    /^HTTP\/1\.1 103 Early Hints\r\nLink: <http:\/\/www\.example\.com\/a\.css>/,
  );
});

test("below a mount: target, root-relative references, cookies and redirects", async (t) => {
  const upstream = await RawServer.answering(html('<img src="/i.png">', "Set-Cookie: a=b; Path=/", "Location: /z"));
  const { ask } = await startProxy(t, upstream, { public: "http://www.example.com/app/" });
  const answer = await ask(request("GET /app/x?y", CLOSE));
  assert.equal(content(answer), '<img src="/app/i.png">');
  assert.match(answer, /^set-cookie: a=b; Path=\/app\/\r$/im);
  assert.match(answer, /^location: \/app\/z\r$/im);
  const seen = upstream.connections[0]?.received ?? "";
  assert.match(seen, /^GET \/x\?y HTTP\/1\.1\r\n/);
  assert.match(seen, /^x-forwarded-prefix: \/app\r$/im);
});

test("the mount without its slash is redirected, and what lies beside it is not found", async (t) => {
  const { ask } = await startProxy(t, await RawServer.listen(), { public: "http://www.example.com/app/" });
  assert.match(await ask(request("GET /app?x", CLOSE)), /^HTTP\/1\.1 308 [\s\S]*location: \/app\/\?x\r\n/i);
  assert.match(await ask(request("GET /apple", CLOSE)), /^HTTP\/1\.1 404 /);
});

const PEERS = [
  { name: "nobody", trusted: [], expected: /x-forwarded-for: 127\.0\.0\.1\r\n/i, dropped: true },
  { name: "another", trusted: ["10.0.0.0/8"], expected: /x-forwarded-for: 127\.0\.0\.1\r\n/i, dropped: true },
  {
    name: "the peer",
    trusted: ["127.0.0.0/8"],
    expected: /x-forwarded-for: 192\.0\.2\.1, 127\.0\.0\.1\r\n/i,
    dropped: false,
  },
] as const;

for (const { name, trusted, expected, dropped } of PEERS) {
  test(`what a peer says of its clients, when ${name} is trusted`, async (t) => {
    const upstream = await RawServer.answering(html(""));
    const { ask } = await startProxy(t, upstream, { trustedProxies: trusted });
    await ask(
      request("GET /", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Host: evil.example", "X-Real-IP: 192.0.2.1", CLOSE),
    );
    const seen = upstream.connections[0]?.received ?? "";
    assert.match(seen, expected);
    assert.equal(!/evil\.example/.test(seen), dropped);
    assert.equal(!/x-real-ip/i.test(seen), dropped);
  });
}
