import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { contentOf } from "./support/content.ts";
import { CLOSE, OK } from "./support/rows.ts";

const MARKUP = '"><script>marker</script>';
const PAGE = '<a href="http://legacy.internal:8080/x">x</a> http://legacy.internal:8080/y';
const SAID = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nLocation: http://legacy.internal:8080/z\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`;

/** Fields that have named a public origin to somebody. */
const NAMING = [
  "X-Forwarded-Host",
  "X-Forwarded-Server",
  "X-Host",
  "X-Original-Host",
  "X-HTTP-Host-Override",
  "Forwarded",
  "X-Forwarded-Proto",
  "X-Forwarded-Prefix",
  "Origin",
  "Referer",
];

test("B-35 the public origin in a page is the configured one, whatever a client says", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(SAID));
  const said = ["marker.example", MARKUP, `host=marker.example;proto=${MARKUP}`, `http://marker.example/${MARKUP}`];
  for (const name of NAMING) {
    for (const value of said) {
      const answer = await ask(request("GET /", `${name}: ${value}`, CLOSE));
      assert.doesNotMatch(answer, /marker/, `${name}: ${value}`);
      assert.match(answer, /\nLocation: http:\/\/www\.example\.com\/z\r\n/);
      assert.equal(contentOf(answer), PAGE.replaceAll("http://legacy.internal:8080", "http://www.example.com"));
    }
  }
});

test("B-35 a trusted proxy's word counts among the configured origins only", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(SAID), { trustedProxies: ["127.0.0.0/8"] });
  for (const value of ["marker.example", MARKUP]) {
    const answer = await ask(request("GET /", `X-Forwarded-Host: ${value}`, CLOSE));
    assert.doesNotMatch(answer, /marker/);
  }
});

test("B-34 a target is not reflected into a document", async (t) => {
  const { ask, upstream } = await startProxy(t, await RawServer.listen(), { public: "http://www.example.com/app/" });
  const answer = await ask(request(`GET /app?${MARKUP}`, CLOSE));
  assert.match(answer, /^HTTP\/1\.1 308 [\s\S]*\r\nContent-Length: 0\r\n[\s\S]*\r\n\r\n$/i);
  assert.match(answer, /\nLocation: \/app\/\?/);
  assert.equal(upstream.connections.length, 0);
});

// CVE-2023-25690
for (const path of ["/%0d%0aX:%20y", "/%20HTTP/1.1%0d%0a", "/a%0Ab", "/%E2%80%A8"]) {
  test(`B-33 what is encoded stays encoded where the path is mapped: ${path}`, async (t) => {
    const upstream = await RawServer.answering(OK);
    const { ask } = await startProxy(t, upstream, {
      public: "http://www.example.com/app/",
      internal: "http://legacy.internal:8080/shop/",
      rewrite: { query: true },
    });
    await ask(request(`GET /app${path}?q=http://www.example.com/app${path}`, CLOSE));
    const [line] = (upstream.connections[0]?.received ?? "").split("\r\n");
    assert.equal(line, `GET /shop${path}?q=http://legacy.internal:8080/shop${path} HTTP/1.1`);
  });
}
