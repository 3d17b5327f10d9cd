import assert from "node:assert/strict";
import { test } from "node:test";
import { type Asked, siteOf, summary, TRUSTED } from "./decisions.ts";

const MOUNTS = siteOf(
  [
    { public: "https://www.example.com/one/", internal: "http://one", refererRedirect: true },
    { public: "https://www.example.com/one/inner/", internal: "http://inner" },
    { public: "https://www.example.com/two/", internal: "http://two" },
    { public: "https://*.example.org/app/", internal: "http://tenants", refererRedirect: true },
  ],
  "/vhost",
);
const WITH_ROOT = siteOf([
  { public: "https://www.example.com/one/", internal: "http://one", refererRedirect: true },
  { public: "https://www.example.com/", internal: "http://root", refererRedirect: true },
]);

const PAGE = "https://www.example.com/one/dir/page?q";
const sent = (location: string) => `307 Location ${location} Vary Referer Cache-Control no-store`;

interface Case {
  readonly name: string;
  readonly site?: typeof MOUNTS;
  /** The Referer; "" for none. Default: a page of the first mount. */
  readonly page?: string;
  readonly asked?: Asked;
  readonly expected: string;
}

const cases: Case[] = [
  { name: "from a page of the mount", asked: { path: "/api/x?y=//z" }, expected: sent("/one/api/x?y=//z") },
  { name: "from the mount itself", page: "https://www.example.com/one", expected: sent("/one/x") },
  { name: "to the root", asked: { path: "/" }, expected: sent("/one/") },
  { name: "from a page over plain http", page: "http://www.example.com/one/", expected: sent("/one/x") },
  { name: "a port that need not be written", asked: { host: "www.example.com:443" }, expected: sent("/one/x") },
  { name: "a host in capitals", asked: { host: "WWW.example.com." }, expected: sent("/one/x") },
  {
    name: "a host of a pattern",
    page: "https://a.example.org/app/",
    asked: { host: "a.example.org" },
    expected: sent("/app/x"),
  },
  {
    name: "behind a proxy that tells the host",
    asked: {
      host: "inner",
      from: TRUSTED,
      fields: ["X-Forwarded-Host", "www.example.com", "X-Forwarded-Proto", "https"],
    },
    expected: sent("/one/x"),
  },
  {
    name: "behind a proxy that tells the origin in the path",
    asked: { host: "inner", from: TRUSTED, path: "/vhost/https/www.example.com/x" },
    expected: sent("/one/x"),
  },
  { name: "a browser that says so", asked: { fields: ["Sec-Fetch-Site", "same-origin"] }, expected: sent("/one/x") },

  { name: "two slashes begin no host", asked: { path: "//evil.test/x" }, expected: sent("/one//evil.test/x") },
  { name: "dots do not lead out", asked: { path: "/../%2e%2e/x" }, expected: sent("/one/x") },
  { name: "dots in a page's path do not lead in", page: "https://www.example.com/one/../x", expected: "unknown-path" },

  { name: "what a route serves", asked: { path: "/two/x" }, expected: "http://two/x https://www.example.com/two/y" },
  {
    name: "what the mount itself serves",
    asked: { path: "/one/x" },
    expected: "http://one/x https://www.example.com/one/y",
  },
  { name: "what a route for all serves", site: WITH_ROOT, expected: "http://root/x https://www.example.com/y" },
  { name: "from a mount that does not ask for it", page: "https://www.example.com/two/", expected: "unknown-path" },
  { name: "from a longer mount", page: "https://www.example.com/one/inner/x", expected: "unknown-path" },
  { name: "from a path that only begins so", page: "https://www.example.com/ones/", expected: "unknown-path" },
  { name: "from no page", page: "", expected: "unknown-path" },
  { name: "from an origin alone", page: "https://www.example.com/", expected: "unknown-path" },
  { name: "from another host", page: "https://evil.test/one/", expected: "unknown-path" },
  { name: "from another port", page: "https://www.example.com:8443/one/", expected: "unknown-path" },
  { name: "from a host in the user name", page: "https://www.example.com@evil.test/one/", expected: "unknown-path" },
  { name: "from another scheme", page: "ftp://www.example.com/one/", expected: "unknown-path" },
  { name: "from no URL", page: "/one/", expected: "unknown-path" },
  {
    name: "from another site, says the browser",
    asked: { fields: ["Sec-Fetch-Site", "cross-site"] },
    expected: "unknown-path",
  },
  {
    name: "for an unknown host",
    page: "https://evil.test/one/",
    asked: { host: "evil.test" },
    expected: "unknown-host",
  },
];

for (const { name, site = MOUNTS, page = PAGE, asked = {}, expected } of cases) {
  test(`by its Referer: ${name}`, () => {
    const fields = [...(asked.fields ?? []), ...(page === "" ? [] : ["Referer", page])];
    assert.equal(summary(site, { ...asked, fields }), expected);
  });
}

test("a redirected request is redirected no more", () => {
  for (const path of ["/", "/x", "//evil.test", "/one?x", "/.."]) {
    const location = summary(MOUNTS, { path, fields: ["Referer", PAGE] }).split(" ")[2] ?? "";
    const target = new URL(location, "https://www.example.com/");
    assert.equal(target.origin, "https://www.example.com", path);
    assert.match(summary(MOUNTS, { path: target.pathname, fields: ["Referer", PAGE] }), /^http:\/\/one/, path);
  }
});
