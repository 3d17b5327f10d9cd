import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UrlMap } from "../../src/url/map.ts";
import { readBase } from "../../src/url/moves/base.ts";
import { normalizeHost } from "../../src/url/parsing/host.ts";
import { runs } from "../random.ts";

const ROUTES = [
  { public: "https://www.example.com/app/", internal: "http://legacy.internal:8080/" },
  { public: "https://www.example.com/shop/", internal: "http://legacy.internal:8080/shop/" },
  { public: "https://ten.example.com/", internal: "http://10.0.0.1/" },
];

const SCHEMES = ["http://", "https://", "HTTP://", "http:/", "ftp://", "//"];
const HOSTS = [
  "legacy.internal",
  "legacy.internal.",
  "LEGACY.internal",
  "10.0.0.1",
  "167772161",
  "0xa.1",
  "u:p@10.0.0.1",
];
const PORTS = ["", ":", ":80", ":443", ":8080", ":08080", ":65536", ":x"];
const PATHS = [
  "",
  "/",
  "/shop",
  "/shop/a",
  "/shopping",
  "/a/../shop",
  "/%2e/shop/b",
  "/.well-known/x",
  "\\shop",
  "/sh\top",
  "/é",
];
const ENDS = ["", "?a=/../b", "#c", " "];

test("B-30 the base of a document is read as URL parsers read it", () => {
  const resolver = new UrlMap(ROUTES).resolver("toPublic");
  const parts = [SCHEMES, HOSTS, PORTS, PATHS, ENDS].map((choices) => fc.constantFrom(...choices));
  const holds = (href: string) => {
    const url = URL.parse(href);
    const host = url ? normalizeHost(url.hostname) : undefined;
    const port = url?.port ? Number(url.port) : -1;
    const move =
      url && host !== undefined ? resolver.find(url.protocol.slice(0, -1), host, port, url.pathname) : undefined;
    const base = readBase(href, resolver);
    assert.deepEqual(base?.move, move, href);
    if (!base || !url) return;
    assert.deepEqual([base.scheme, base.host, base.port], [url.protocol.slice(0, -1), host, port], href);
    for (const relative of ["../x", "y", "?z"])
      assert.equal(URL.parse(relative, base.url)?.href, URL.parse(relative, href)?.href);
  };
  fc.assert(
    fc.property(
      fc.tuple(...parts).map((chosen) => chosen.join("")),
      holds,
    ),
    runs(3000),
  );
});
