import assert from "node:assert/strict";
import { test } from "node:test";
import { type Asked, decided, siteOf, summary, TRUSTED } from "./decisions.ts";

const site = siteOf([
  { public: "https://www.example.com/", internal: "http://portal" },
  { public: "https://www.example.com/wiki/", internal: "http://wiki" },
  { public: "https://*.example.com/", internal: "http://tenants" },
  { public: ["http://shop.example.org/", "https://shop.example.org/"], internal: "http://shop" },
  { public: "https://bücher.example/", internal: "http://books" },
  { public: ["https://default.example/", "https://*/"], internal: "http://default" },
]);
const strict = siteOf([
  { public: "https://www.example.com/", internal: "http://portal" },
  { public: "https://www.example.com/app/", internal: "http://app" },
  { public: "https://other.example.com/", internal: "http://other" },
]);

const cases: { name: string; site?: typeof site; asked: Asked; expected: string }[] = [
  { name: "by name", asked: {}, expected: "http://portal/x https://www.example.com/y" },
  {
    name: "the longest path",
    asked: { path: "/wiki/x" },
    expected: "http://wiki/x https://www.example.com/wiki/y",
  },
  {
    name: "a pattern, and the host that it admits is written",
    asked: { host: "Tenant-1.Example.com.:8443" },
    expected: "http://tenants/x https://tenant-1.example.com/y",
  },
  {
    name: "punycode",
    asked: { host: "xn--bcher-kva.example" },
    expected: "http://books/x https://xn--bcher-kva.example/y",
  },
  {
    name: "the default route, and its own name is written",
    asked: { host: "evil.test" },
    expected: "http://default/x https://default.example/y",
  },
  { name: "no default", site: strict, asked: { host: "evil.test" }, expected: "unknown-host" },
  {
    name: "no host of a pattern's domain itself",
    site: strict,
    asked: { host: "example.com" },
    expected: "unknown-host",
  },
  {
    name: "a stranger's word counts for nothing",
    site: strict,
    asked: { fields: ["X-Forwarded-Host", "other.example.com", "Forwarded", "host=other.example.com"] },
    expected: "http://portal/x https://www.example.com/y",
  },
  {
    name: "a trusted proxy's host",
    site: strict,
    asked: { from: TRUSTED, host: "10.0.0.9:8080", fields: ["X-Forwarded-Host", "other.example.com"] },
    expected: "http://other/x https://other.example.com/y",
  },
  {
    name: "a trusted proxy's newer field",
    site: strict,
    asked: { from: TRUSTED, host: "inner", fields: ["Forwarded", 'for=_x;proto=https;host="other.example.com:443"'] },
    expected: "http://other/x https://other.example.com/y",
  },
  {
    name: "of a list, what the nearest proxy appended",
    site: strict,
    asked: { from: TRUSTED, fields: ["X-Forwarded-Host", "other.example.com, www.example.com"] },
    expected: "http://portal/x https://www.example.com/y",
  },
  {
    name: "of a list, what the configuration names",
    site: strict,
    asked: { from: TRUSTED, host: "inner", fields: ["X-Forwarded-Host", "other.example.com, inner:8080"] },
    expected: "http://other/x https://other.example.com/y",
  },
  {
    name: "a host that the configuration does not name is not written",
    site: strict,
    asked: { from: TRUSTED, fields: ["X-Forwarded-Host", "evil.test"] },
    expected: "http://portal/x https://www.example.com/y",
  },
  {
    name: "nor one that no host looks like",
    site: strict,
    asked: { from: TRUSTED, fields: ["X-Forwarded-Host", '"><script>alert(1)</script>'] },
    expected: "http://portal/x https://www.example.com/y",
  },
  {
    name: "nor one that only the default route knows",
    asked: { from: TRUSTED, fields: ["X-Forwarded-Host", "evil.test"] },
    expected: "http://portal/x https://www.example.com/y",
  },
  {
    name: "a scheme chooses among the configured ones",
    asked: { from: TRUSTED, host: "shop.example.org", fields: ["X-Forwarded-Proto", "https"] },
    expected: "http://shop/x https://shop.example.org/y",
  },
  {
    name: "the other scheme",
    asked: { from: TRUSTED, host: "shop.example.org", fields: ["X-Forwarded-Proto", "http"] },
    expected: "http://shop/x http://shop.example.org/y",
  },
  {
    name: "a scheme that is not configured",
    site: strict,
    asked: { from: TRUSTED, fields: ["X-Forwarded-Proto", "http"] },
    expected: "http://portal/x https://www.example.com/y",
  },
  {
    name: "a prefix that was cut off in front",
    site: strict,
    asked: { from: TRUSTED, fields: ["X-Forwarded-Prefix", "/app/"] },
    expected: "http://app/x https://www.example.com/app/y",
  },
  {
    name: "a prefix that is no route's",
    site: strict,
    asked: { from: TRUSTED, fields: ["X-Forwarded-Prefix", "/apple"] },
    expected: "http://portal/x https://www.example.com/y",
  },
  {
    name: "a prefix that leads to another host",
    site: strict,
    asked: { from: TRUSTED, fields: ["X-Forwarded-Prefix", "//evil.test"] },
    expected: "http://portal/x https://www.example.com/y",
  },
];

for (const { name, site: own = site, asked, expected } of cases) {
  test(`virtual host: ${name}`, () => assert.equal(summary(own, asked), expected));
}

test("several backends share one map: links from one to another move too", () => {
  const made = decided(site, { host: "tenant.example.com" });
  assert.ok(typeof made === "object");
  assert.equal(made.link("http://wiki/a"), "https://www.example.com/wiki/a");
  assert.equal(made.link("http://books/b"), "https://xn--bcher-kva.example/b");
});

test("the application is told the host that is written", () => {
  const made = decided(site, { host: "evil.test" });
  assert.ok(typeof made === "object");
  assert.equal(made.field("X-Forwarded-Host"), "default.example");
});
