import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePlace, parseTarget } from "../../src/url/places/place.ts";
import { RouteTable } from "../../src/url/route-table.ts";

function table(...urls: string[]): RouteTable<string> {
  return new RouteTable(urls.map((url) => [parseTarget(url), url] as const));
}

const site = table(
  "https://www.example.com/",
  "https://www.example.com/app/",
  "https://www.example.com/app/deep/",
  "http://shop.example/",
);
const ports = table("https://www.example.com/", "https://www.example.com:8443/", "https://www.example.com:8443/app/");
const local = table("http://127.0.0.1:8080/app/");

const bothLocal = table("http://127.0.0.1:8080/", "http://localhost:8080/", "http://127.0.0.1:8080/app/");

const hosts = table(
  "https://www.example.com/",
  "https://www.example.com/app/",
  "https://*.example.com/",
  "https://*.example.com/app/deep/",
  "https://*.shop.example.com/",
  "https://bücher.example/",
  "https://*/",
);
const noDefault = table("https://a.example.com/app/", "https://*.example.com/");
/** One route of several public places. */
const bothSchemes = new RouteTable(
  ["http://www.example.com/", "https://www.example.com/"].map((url) => [parsePlace(url), "both"] as const),
);

const rows: {
  name: string;
  routes: RouteTable<string>;
  host: string;
  port?: number;
  path: string;
  expected: string;
}[] = [
  { name: "the root", routes: site, host: "www.example.com", path: "/x", expected: "https://www.example.com/" },
  {
    name: "the longest match",
    routes: site,
    host: "www.example.com",
    path: "/app/deep/x",
    expected: "https://www.example.com/app/deep/",
  },
  { name: "by segment", routes: site, host: "www.example.com", path: "/apple", expected: "https://www.example.com/" },
  {
    name: "the mount without its slash",
    routes: site,
    host: "www.example.com",
    path: "/app",
    expected: "https://www.example.com/app/",
  },
  {
    name: "B-28 case and trailing dot",
    routes: site,
    host: "WWW.Example.com.",
    path: "/app/",
    expected: "https://www.example.com/app/",
  },
  {
    name: "any port, where only one is declared",
    routes: site,
    host: "www.example.com",
    port: 9999,
    path: "/x",
    expected: "https://www.example.com/",
  },
  { name: "unknown host", routes: site, host: "evil.example", path: "/", expected: "no host" },
  { name: "no host at all", routes: site, host: "", path: "/", expected: "no host" },
  { name: "known host, unknown path", routes: local, host: "localhost", path: "/x", expected: "no path" },
  {
    name: "loopback has three names",
    routes: local,
    host: "[::1]",
    port: 8080,
    path: "/app/",
    expected: "http://127.0.0.1:8080/app/",
  },
  {
    name: "of several loopback names the one that is named",
    routes: bothLocal,
    host: "localhost",
    port: 8080,
    path: "/",
    expected: "http://localhost:8080/",
  },
  {
    name: "the longest match before the name",
    routes: bothLocal,
    host: "localhost",
    port: 8080,
    path: "/app/",
    expected: "http://127.0.0.1:8080/app/",
  },
  {
    name: "ports that differ",
    routes: ports,
    host: "www.example.com",
    port: 8443,
    path: "/app/x",
    expected: "https://www.example.com:8443/app/",
  },
  {
    name: "ports that differ, none named",
    routes: ports,
    host: "www.example.com",
    path: "/app/x",
    expected: "https://www.example.com/",
  },
  {
    name: "ports that differ, unknown port",
    routes: ports,
    host: "www.example.com",
    port: 1,
    path: "/",
    expected: "no path",
  },
  { name: "a pattern", routes: hosts, host: "a.example.com", path: "/x", expected: "https://*.example.com/" },
  {
    name: "a pattern, at any depth",
    routes: hosts,
    host: "a.b.example.com",
    path: "/x",
    expected: "https://*.example.com/",
  },
  {
    name: "B-28 a pattern, whatever its case",
    routes: hosts,
    host: "A.Example.COM.",
    path: "/x",
    expected: "https://*.example.com/",
  },
  {
    name: "a narrower pattern",
    routes: hosts,
    host: "a.shop.example.com",
    path: "/x",
    expected: "https://*.shop.example.com/",
  },
  {
    name: "the name itself is below another pattern",
    routes: hosts,
    host: "shop.example.com",
    path: "/x",
    expected: "https://*.example.com/",
  },
  {
    name: "a pattern does not stand for its own domain",
    routes: hosts,
    host: "example.com",
    path: "/x",
    expected: "https://*/",
  },
  {
    name: "nor for a name that only ends like it",
    routes: hosts,
    host: "myexample.com",
    path: "/x",
    expected: "https://*/",
  },
  {
    name: "the host's own routes before longer ones of a pattern",
    routes: hosts,
    host: "www.example.com",
    path: "/app/deep/x",
    expected: "https://www.example.com/app/",
  },
  {
    name: "B-28 punycode",
    routes: hosts,
    host: "xn--bcher-kva.example",
    path: "/",
    expected: "https://bücher.example/",
  },
  { name: "the default route", routes: hosts, host: "203.0.113.7", path: "/", expected: "https://*/" },
  { name: "the default route, by an address", routes: hosts, host: "[2001:db8::1]", path: "/", expected: "https://*/" },
  {
    name: "a host's own routes do not have the path, a pattern has",
    routes: noDefault,
    host: "a.example.com",
    path: "/x",
    expected: "https://*.example.com/",
  },
  { name: "no pattern admits it", routes: noDefault, host: "example.com", path: "/", expected: "no host" },
  {
    name: "longer than any name",
    routes: noDefault,
    host: `${"a.".repeat(4000)}example.com`,
    path: "/",
    expected: "no host",
  },
  {
    name: "ports of one route do not count",
    routes: bothSchemes,
    host: "www.example.com",
    port: 8080,
    path: "/",
    expected: "both",
  },
];

for (const { name, routes, host, port = -1, path, expected } of rows) {
  test(`route: ${name}`, () => {
    const pick = routes.pick({ host, port }, path);
    assert.equal(pick.found ? pick.value : pick.isHostKnown ? "no path" : "no host", expected);
  });
}

for (const { scheme, expected } of [
  { scheme: "https", expected: "https" },
  { scheme: "http", expected: "http" },
  { scheme: undefined, expected: "http" },
] as const) {
  test(`route: told ${scheme ?? "no scheme"}, of two places ${expected}`, () => {
    const pick = bothSchemes.pick({ scheme, host: "www.example.com", port: -1 }, "/");
    assert.equal(pick.found && pick.place.scheme, expected);
  });
}

// Caddy: above 100 hosts, case began to count.
test("route: B-28 a thousand hosts are matched like one", () => {
  const many = table(...Array.from({ length: 1000 }, (_, i) => `https://host-${i}.example/`));
  const pick = many.pick({ host: "HOST-999.Example.", port: 443 }, "/");
  assert.equal(pick.found && pick.value, "https://host-999.example/");
});
