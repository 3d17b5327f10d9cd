import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { missing } from "./support/missing.ts";
import { startApache, startLighttpd, startReorigin, startTwisted } from "./support/old-programs.ts";
import { setUpCurl } from "./support/set-up.ts";

const TIMEOUT_MS = 60_000;
const LEGACY = "http://legacy.internal:8080";

/** The recipe as it is printed in Nevow's manual, but for the port. */
const lighttpdRecipe = (port: number) => `
$HTTP["host"] =~ "^(www.example.com)$" {
  url.rewrite-once = ( "^/(.*)" => "/vhost/http/%0/$1" )
  proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => ${port} ) ) )
}`;
const lighttpdMixedRecipe = (port: number) => `
$HTTP["host"] =~ "^(www.example.com)$" {
  url.rewrite-once = ( "^/static/.*" => "$0", "^/(.*)" => "/vhost/http/%0/$1" )
  $HTTP["url"] !~ "^/static/" {
    proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => ${port} ) ) )
  }
}`;
const apacheRecipe = (port: number) => `ProxyPass / http://localhost:${port}/vhost/http/www.example.com/`;

const emitting = (port: number, publicUrl = "http://www.example.com/") => `
routes:
  - public: ${publicUrl}
    upstream: http://127.0.0.1:${port}
    virtualHostMonster: nevow
`;
const ACCEPT = `
accept: { virtualHostMonster: /vhost }`;
const believing = (port: number, accept = ACCEPT) => `
trustedProxies: [127.0.0.1, "::1"]${accept}
routes:
  - public: http://www.example.com/
    internal: ${LEGACY}/
    upstream: http://127.0.0.1:${port}
`;

/** Ways from a visitor to a site: each starts its programs and tells the port that a browser would connect to. */
const chains: {
  name: string;
  start: (t: TestContext) => Promise<number>;
  /** What the visitor sees; default: http://www.example.com */
  origin?: string;
  /** Why a path that says another origin is not refused. */
  passes?: string;
}[] = [
  {
    name: "lighttpd, Twisted: the old recipe itself",
    start: async (t) => startLighttpd(t, lighttpdRecipe(await startTwisted(t, "monster"))),
    passes: "that is what the recipe lacks",
  },
  {
    name: "reorigin, Twisted",
    start: async (t) => startReorigin(t, emitting(await startTwisted(t, "monster"))),
  },
  {
    name: "reorigin behind TLS, Twisted",
    start: async (t) => startReorigin(t, emitting(await startTwisted(t, "monster"), "https://www.example.com/")),
    origin: "https://www.example.com",
  },
  {
    name: "reorigin with a port of its own, Twisted",
    start: async (t) => startReorigin(t, emitting(await startTwisted(t, "monster"), "https://www.example.com:8443/")),
    origin: "https://www.example.com:8443",
  },
  {
    name: "lighttpd, reorigin, a site that cannot be told",
    start: async (t) => {
      const reorigin = await startReorigin(t, believing(await startTwisted(t, LEGACY)));
      return startLighttpd(t, lighttpdRecipe(reorigin));
    },
  },
  {
    name: "Apache, reorigin, a site that cannot be told",
    start: async (t) => {
      const reorigin = await startReorigin(t, believing(await startTwisted(t, LEGACY)));
      return startApache(t, apacheRecipe(reorigin));
    },
  },
  {
    name: "Apache, reorigin by the fields that Apache adds, a site that cannot be told",
    start: async (t) => {
      const reorigin = await startReorigin(t, believing(await startTwisted(t, LEGACY), ""));
      return startApache(t, `ProxyPass / http://127.0.0.1:${reorigin}/`);
    },
    passes: "it is a path like any other here",
  },
  {
    name: "lighttpd, reorigin, Twisted: both ends of the recipe",
    start: async (t) => {
      const config = `trustedProxies: [127.0.0.1]${ACCEPT}`;
      const reorigin = await startReorigin(t, `${config}${emitting(await startTwisted(t, "monster"))}`);
      return startLighttpd(t, lighttpdRecipe(reorigin));
    },
  },
];

const needs = missing("build", "curl", "lighttpd", "apache", "twisted");

for (const { name, start, origin = "http://www.example.com", passes } of chains) {
  test(name, { skip: needs, timeout: TIMEOUT_MS }, async (t) => {
    const curl = await setUpCurl(t, "--connect-to", `::127.0.0.1:${await start(t)}`, "--path-as-is");
    const at = "http://www.example.com";

    await t.test("the URL that the application believes in, and its links", async () => {
      const { body } = await curl.get(`${at}/page?q=1`);
      assert.equal(body.toString(), `<p id="url">${origin}/page?q=1</p>\n<a href="${origin}/next">next</a>\n`);
    });

    await t.test("a redirect", async () => {
      const { status, head } = await curl.get(`${at}/go`);
      assert.equal(status, 302);
      assert.match(head, new RegExp(`^location: ${origin}/page\r$`, "im"));
    });

    await t.test("a cookie", async () => {
      const { head } = await curl.get(`${at}/page`);
      assert.match(head, /^set-cookie: sid=1; Domain=www\.example\.com; Path=\/\r$/im);
    });

    if (passes !== undefined) return;
    await t.test("a path that names another origin", async () => {
      for (const path of ["/vhost/https/evil.test/x", "/%76host/https/evil.test/x", "/a/../vhost/https/evil.test/x"]) {
        const { status, body } = await curl.get(at + path);
        assert.equal(status, 400, path);
        assert.doesNotMatch(body.toString(), /evil/);
      }
    });
  });
}

/** `static/a.css` below a folder that goes with the test. */
async function startFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reorigin-static-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "static"));
  await writeFile(join(folder, "static/a.css"), "body {}");
  return folder;
}

const mixed: { name: string; start: (t: TestContext, folder: string) => Promise<number> }[] = [
  {
    name: "static files by lighttpd, the rest by reorigin: the old recipe",
    start: async (t, folder) => {
      const reorigin = await startReorigin(t, believing(await startTwisted(t, LEGACY)));
      return startLighttpd(t, lighttpdMixedRecipe(reorigin), folder);
    },
  },
  {
    name: "static files by reorigin, the rest by Twisted",
    start: async (t, folder) => {
      const routes = emitting(await startTwisted(t, "monster"));
      return startReorigin(t, `${routes}  - { public: http://www.example.com/static/, root: ${folder} }\n`);
    },
  },
];

for (const { name, start } of mixed) {
  test(name, { skip: needs, timeout: TIMEOUT_MS }, async (t) => {
    const port = await start(t, await startFolder(t));
    const curl = await setUpCurl(t, "--connect-to", `::127.0.0.1:${port}`);
    const file = await curl.get("http://www.example.com/static/a.css");
    assert.match(file.head, /^content-type: text\/css/im);
    assert.equal(file.body.toString(), "body {}");
    const page = await curl.get("http://www.example.com/staticpage");
    assert.match(page.body.toString(), /^<p id="url">http:\/\/www\.example\.com\/staticpage<\/p>/);
  });
}
