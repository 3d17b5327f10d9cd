import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { INTERNAL, request, startProxy } from "./fixture.ts";
import { RawServer } from "./raw-connection.ts";

const CLOSE = "Connection: close";
const PAGE = "<!doctype html><html><head><title>x</title>";
const FRAGMENT = "<p>x</p>";
const TAG = /<script src="\/app\/\.reorigin\/shim\.js\?[0-9a-f]{16}"><\/script>/;

function page(body = PAGE, ...fields: string[]): string {
  return ["HTTP/1.1 200 OK", "Content-Type: text/html", `Content-Length: ${body.length}`, ...fields, "", body].join(
    "\r\n",
  );
}

async function start(t: TestContext, answer: string | ((head: string) => string), options: object = { shim: true }) {
  const upstream = await RawServer.answering(answer);
  const routes = [{ public: "http://www.example.com/app/", internal: INTERNAL, upstream: upstream.origin, ...options }];
  return startProxy(t, upstream, { routes });
}

/** What comes of a page; a text that is in the answer, and one that is not. */
const cases: { name: string; answer: string; fields?: string[]; has: RegExp; lacks?: RegExp }[] = [
  { name: "the first of its scripts", answer: page(), has: new RegExp(`<head>${TAG.source}<title>`) },
  { name: "its answer depends on what it is asked for as", answer: page(), has: /^vary: Sec-Fetch-Dest\r$/im },
  {
    name: "what is asked for as a document",
    answer: page(FRAGMENT),
    fields: ["Sec-Fetch-Dest: iframe"],
    has: new RegExp(`${TAG.source}<p>`),
  },
  {
    name: "not in a part of a document",
    answer: page(FRAGMENT),
    fields: ["Sec-Fetch-Dest: empty"],
    has: /<p>x/,
    lacks: TAG,
  },
  {
    name: "not in a stylesheet",
    answer: page("a{}").replace("text/html", "text/css"),
    has: /a\{\}/,
    lacks: /shim|vary/i,
  },
  { name: "not in a download", answer: page(PAGE, "Content-Disposition: attachment"), has: /<title>/, lacks: /shim/ },
  {
    name: "with the nonce of the policy",
    answer: page(PAGE, "Content-Security-Policy: script-src 'nonce-Ab+/='"),
    has: /shim\.js\?\w+" nonce="Ab\+\/="><\/script>/,
  },
  {
    name: "a policy that admits it stays",
    answer: page(PAGE, "Content-Security-Policy: script-src 'self'"),
    has: /^content-security-policy: script-src 'self'\r$/im,
  },
  {
    name: "a policy that does not admits it",
    answer: page(PAGE, "Content-Security-Policy: default-src 'none'; script-src http://legacy.internal:8080/js/"),
    has: /^content-security-policy: default-src 'none'; script-src http:\/\/www\.example\.com\/app\/js\/ http:\/\/www\.example\.com\/app\/\.reorigin\/shim\.js\r$/im,
  },
  {
    name: "nor what is only reported",
    answer: page(PAGE, "Content-Security-Policy-Report-Only: script-src a"),
    has: /^content-security-policy-report-only: script-src a http:\S+\/shim\.js\r$/im,
  },
  {
    name: "not where no script may run",
    answer: page(PAGE, "Content-Security-Policy: script-src 'none'"),
    has: /script-src 'none'\r$/m,
    lacks: TAG,
  },
  {
    name: "a policy of what is no page stays",
    answer: page("{}", "Content-Security-Policy: script-src a").replace("text/html", "application/json"),
    has: /script-src a\r$/m,
    lacks: /shim/,
  },
];

for (const { name, answer, fields = [], has, lacks } of cases) {
  test(`the shim: ${name}`, async (t) => {
    const { ask } = await start(t, answer);
    const received = await ask(request("GET /app/", ...fields, CLOSE));
    assert.match(received, has);
    if (lacks) assert.doesNotMatch(received, lacks);
  });
}

test("without the option, nothing is put into pages, and the path is the application's", async (t) => {
  const { ask } = await start(t, page(), {});
  assert.doesNotMatch(await ask(request("GET /app/", CLOSE)), /shim|vary/i);
  assert.match(await ask(request("GET /app/.reorigin/shim.js", CLOSE)), /<title>/);
});

test("the script is served to whom the page sends there", async (t) => {
  const { ask, upstream } = await start(t, page());
  const [src = ""] = /\/app\/\.reorigin\/shim\.js\?\w+/.exec(await ask(request("GET /app/", CLOSE))) ?? [];
  const script = await ask(request(`GET ${src}`, CLOSE));
  const [head = "", text = ""] = script.split("\r\n\r\n");
  assert.match(head, /^HTTP\/1\.1 200 /);
  assert.match(head, /^content-type: text\/javascript; charset=utf-8\r$/im);
  assert.match(head, /^cache-control: public, max-age=31536000, immutable\r?$/im);
  assert.match(head, new RegExp(`^content-length: ${text.length}\r?$`, "im"));
  assert.doesNotMatch(text, /internal/);
  const tag = /^etag: (.*?)\r?$/im.exec(head)?.[1];
  assert.match(
    await ask(request(`GET ${src}`, `If-None-Match: ${tag}`, CLOSE)),
    /^HTTP\/1\.1 304 (?![\s\S]*content-)/i,
  );
  const other = await ask(request("GET /app/./.reorigin/shim.js?old", CLOSE));
  assert.match(other, /^cache-control: no-cache\r$/im);
  assert.ok(other.endsWith(text));
  const zipped = await ask(request(`GET ${src}`, "Accept-Encoding: br;q=1, gzip;q=0.5", CLOSE));
  assert.match(zipped, /^content-encoding: gzip\r$/im);
  const coded = zipped.slice(zipped.indexOf("\r\n\r\n") + 4);
  assert.equal(gunzipSync(Buffer.from(coded, "latin1")).toString(), text);
  assert.notEqual(/^etag: (.*?)\r?$/im.exec(zipped)?.[1], tag);
  assert.match(
    await ask(request(`HEAD ${src}`, CLOSE)),
    new RegExp(`content-length: ${text.length}[^]*\r\n\r\n$`, "i"),
  );
  assert.match(
    await ask(request("POST /app/.reorigin/shim.js", CLOSE)),
    /^HTTP\/1\.1 405 [\s\S]*\r\nAllow: GET, HEAD\r\n/,
  );
  assert.equal(upstream.connections.length, 1);
});

test("HEAD and 304 describe the page with its script", async (t) => {
  const policy = "Content-Security-Policy: script-src a";
  const { ask } = await start(t, (head) =>
    head.includes("If-None-Match")
      ? `HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n${policy}\r\n\r\n`
      : page(head.startsWith("HEAD") ? "" : PAGE, 'ETag: "a"', policy),
  );
  const admitted = /^content-security-policy: script-src a http:\S+\/shim\.js\r$/im;
  const got = await ask(request("GET /app/", CLOSE));
  assert.match(got, admitted);
  assert.match(await ask(request("HEAD /app/", CLOSE)), admitted);
  const tag = /^etag: (.*)\r$/im.exec(got)?.[1];
  const confirmed = await ask(request("GET /app/", `If-None-Match: ${tag}`, CLOSE));
  assert.match(confirmed, /^HTTP\/1\.1 304 /);
  assert.match(confirmed, admitted);
});

test("a page with the shim has another tag than one without", async (t) => {
  const tagOf = async (options: object) => {
    const { ask } = await start(t, page(PAGE, 'ETag: "a"'), options);
    return /^etag: (.*)\r$/im.exec(await ask(request("GET /app/", CLOSE)))?.[1];
  };
  assert.notEqual(await tagOf({}), await tagOf({ shim: true }));
});
