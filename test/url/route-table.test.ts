import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePlace } from "../../src/url/place.ts";
import { RouteTable } from "../../src/url/route-table.ts";

function table(...urls: string[]): RouteTable<string> {
  return new RouteTable(urls.map((url) => [parsePlace(url), url] as const));
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
    name: "case and trailing dot",
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
];

for (const { name, routes, host, port = -1, path, expected } of rows) {
  test(`route: ${name}`, () => {
    const pick = routes.pick(host, port, path);
    assert.equal(pick.found ? pick.value : pick.isHostKnown ? "no path" : "no host", expected);
  });
}
