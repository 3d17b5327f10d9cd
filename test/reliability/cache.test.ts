import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE, testAnswered, testArriving } from "./support/rows.ts";

const GET = request("GET /", CLOSE);

testArriving(
  [
    "Cache-Control: only-if-cached",
    "Cache-Control: no-cache, max-age=0",
    "Pragma: no-cache",
    'If-None-Match: W/"a", "b"',
    'If-Match: "a"',
    "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
    "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
  ].map((field) => ({
    item: "A9-98",
    name: `the application is asked: ${field}`,
    input: request("GET /", field),
    expected: new RegExp(`\\n${field.replaceAll("*", "\\*")}\\r\\n`),
  })),
);

testAnswered([
  ...[
    "Age: 7",
    "Age: 7, 8",
    "Cache-Control: max-age=60, stale-while-revalidate=9, x=y",
    "Cache-Control: no-store",
    "CDN-Cache-Control: max-age=60",
    "Expires: 0",
    "Warning: 110 - x",
    "Cache-Status: other; hit",
    "ETag: W/a",
    "Last-Modified: never",
  ].map((field) => ({
    item: "A9-98",
    name: `what the application says of freshness passes: ${field}`,
    input: GET,
    said: `HTTP/1.1 200 OK\r\n${field}\r\nContent-Length: 2\r\n\r\nok`,
    expected: new RegExp(`\\n${field}\\r\\n`),
  })),
  {
    item: "A9-98",
    name: "304 passes, and nothing is made of it",
    input: request("GET /", 'If-None-Match: "a"', CLOSE),
    said: 'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nCache-Control: max-age=9\r\n\r\n',
    expected: /^HTTP\/1\.1 304 Not Modified\r\nETag: "a"\r\nCache-Control: max-age=9\r\n[\s\S]*\r\n\r\n$/,
  },
]);

test("A9-98 nothing is stored: each request gets its own answer, whatever may be kept", async (t) => {
  let count = 0;
  const upstream = await RawServer.answering(() => {
    const body = String(++count);
    return `HTTP/1.1 200 OK\r\nCache-Control: public, max-age=9999, immutable\r\nETag: "a"\r\nContent-Length: 1\r\n\r\n${body}`;
  });
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  for (const body of ["1", "2", "3"]) {
    await connection.send(request("GET /", "Cache-Control: max-stale")).until((all) => all.endsWith(`\r\n\r\n${body}`));
  }
  assert.equal(count, 3);
});

test("B-13 answers are never shared: requests for like targets of two hosts at once", async (t) => {
  const answering = () =>
    RawServer.answering((head) => {
      const body = `${/^host: (.*)$/im.exec(head)?.[1]} ${head.split(" ")[1]}`;
      return `HTTP/1.1 200 OK\r\nCache-Control: max-age=9\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    });
  const [one, other] = [await answering(), await answering()];
  t.after(() => other.close());
  const { ask } = await startProxy(t, one, {
    routes: [
      { public: "http://a.example/", internal: "http://a.internal/", upstream: one.origin },
      { public: "http://ab.example/", internal: "http://ab.internal/", upstream: other.origin },
    ],
  });
  const asked = Array.from({ length: 40 }, (_, i) => ({ host: i % 2 ? "a" : "ab", path: i % 4 < 2 ? "/b/x" : "/x" }));
  const answers = await Promise.all(
    asked.map(({ host, path }) => ask(request(`GET ${path}`, `Host: ${host}.example`, CLOSE))),
  );
  for (const [i, answer] of answers.entries()) {
    const { host, path } = asked[i]!;
    assert.ok(answer.endsWith(`\r\n\r\n${host}.internal ${path}`), answer);
  }
});
