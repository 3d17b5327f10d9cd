import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { INTERNAL, request, startProxy } from "../proxy/fixture.ts";
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
  assert.match(answer, /\nLocation: \/app\/\?%22%3E%3Cscript%3Emarker%3C\/script%3E\r\n/);
  assert.doesNotMatch(answer, /["<>]/);
  assert.equal(upstream.connections.length, 0);
});

/** What no URI contains, and all that one may, broken escapes included. */
const FOREIGN = '"<>^`{|}';
const FOREIGN_ENCODED = "%22%3C%3E%5E%60%7B%7C%7D";
const OWN = "az09-._~:/?[]@!$&'()*+,;=%41%zz%";

for (const [name, { line, fields = [], location }] of Object.entries({
  "to the slash of a mount": {
    line: `GET /app?${FOREIGN}${OWN}`,
    location: `/app/?${FOREIGN_ENCODED}${OWN}`,
  },
  "to the mount of the referring page": {
    line: `GET /x${FOREIGN}?${FOREIGN}${OWN}`,
    fields: ["Referer: http://www.example.com/app/page"],
    location: `/app/x${FOREIGN_ENCODED}?${FOREIGN_ENCODED}${OWN}`,
  },
  "to the slash of a folder": {
    line: `GET /files/sub?${FOREIGN}${OWN}`,
    location: `/files/sub/?${FOREIGN_ENCODED}${OWN}`,
  },
} as Record<string, { line: string; fields?: string[]; location: string }>)) {
  test(`B-34 a redirect of our own ${name} is a URI`, async (t) => {
    const upstream = await RawServer.listen();
    const root = await mkdtemp(join(tmpdir(), "reorigin-reflection-"));
    t.after(() => rm(root, { recursive: true }));
    await mkdir(join(root, "files/sub"), { recursive: true });
    await writeFile(join(root, "files/sub/index.html"), "");
    const { ask } = await startProxy(t, upstream, {
      routes: [
        { public: "http://www.example.com/app/", internal: INTERNAL, upstream: upstream.origin, refererRedirect: true },
        { public: "http://www.example.com/files/", root },
      ],
    });
    const answer = await ask(request(line, ...fields, CLOSE));
    assert.match(answer, /^HTTP\/1\.1 30[178] /);
    assert.equal(/^location: (.*)\r$/im.exec(answer)?.[1], location);
  });
}

test("B-34 a redirect of the application stays as it is written", async (t) => {
  const said = `HTTP/1.1 302 Found\r\nLocation: http://other.example/${FOREIGN}\r\nContent-Length: 0\r\n\r\n`;
  const { ask } = await startProxy(t, await RawServer.answering(said));
  const answer = await ask(request("GET /", CLOSE));
  assert.equal(/^location: (.*)\r$/im.exec(answer)?.[1], `http://other.example/${FOREIGN}`);
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
