import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { contentOf } from "../reliability/support/content.ts";
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

test("a page is rewritten, and its length and tag with it", async (t) => {
  const { ask, record } = await startProxy(t, await RawServer.answering(html(PAGE, 'ETag: "a"')));
  const answer = await ask(request("GET /", CLOSE));
  assert.equal(contentOf(answer), MOVED);
  assert.match(answer, /^etag: "a-ro[0-9a-f]{6}"\r$/im);
  assert.match(answer, new RegExp(`^content-length: ${MOVED.length}\r$`, "im"));
  assert.partialDeepStrictEqual(await record, { body: "rewritten", status: 200, responseBytes: MOVED.length });
});

test("a coded page is rewritten in its coding", async (t) => {
  const zipped = gzipSync(PAGE).toString("latin1");
  const upstream = await RawServer.answering(html(zipped, "Content-Encoding: gzip"));
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(request("GET /", "Accept-Encoding: gzip, exotic", CLOSE));
  assert.match(answer, /^content-encoding: gzip\r$/im);
  assert.equal(gunzipSync(Buffer.from(contentOf(answer), "latin1")).toString(), MOVED);
  assert.match(upstream.connections[0]?.received ?? "", /^accept-encoding: gzip\r$/im);
});

test("a coded page that is cut off in its coding is cut off here", async (t) => {
  const zipped = gzipSync(PAGE.repeat(2000)).subarray(0, -20).toString("latin1");
  const { ask, record } = await startProxy(t, await RawServer.answering(html(zipped, "Content-Encoding: gzip")));
  assert.doesNotMatch(await ask(request("GET /")), /0\r\n\r\n$/);
  assert.partialDeepStrictEqual(await record, { error: "ERR_CODING", status: 200 });
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
  assert.equal(contentOf(answer), '<img src="/app/i.png">');
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

test("a part that nobody asked for passes as it is, and is not asked for again and again", async (t) => {
  const part = "HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nab";
  const upstream = await RawServer.answering(part);
  const { ask } = await startProxy(t, upstream);
  assert.match(await ask(request("GET /x", "Connection: close")), /^HTTP\/1\.1 206 [\s\S]*\r\n\r\nab$/);
  assert.ok(upstream.connections.length <= 2);
});
