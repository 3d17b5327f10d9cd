import assert from "node:assert/strict";
import { test } from "node:test";
import { type Asked, decided, siteOf, summary, TRUSTED } from "./decisions.ts";

const TWISTED = "http://127.0.0.1:8081";
const emitting = siteOf([
  { public: ["https://www.example.com/", "http://[::ffff]:80/"], upstream: TWISTED, virtualHostMonster: "zope" },
  { public: "https://nevow.example.com/", upstream: TWISTED, internal: "http://nevow", virtualHostMonster: "nevow" },
  { public: "https://*.example.org/foo/bar/", upstream: TWISTED, virtualHostMonster: "nevow" },
  {
    public: "https://www.example.com/app/sub/",
    internal: "http://zope/Plone/",
    upstream: "http://127.0.0.1:8082",
    virtualHostMonster: "zope",
  },
]);

const emitted: { name: string; asked: Asked; expected: string }[] = [
  {
    name: "nevow, with its port",
    asked: { host: "nevow.example.com", path: "/a%2520b?c=/vhost/d" },
    expected: "/vhost/https/nevow.example.com:443/a%2520b?c=/vhost/d",
  },
  {
    name: "nevow, a host of a pattern, the path is the same on both sides",
    asked: { host: "a.example.org", path: "/foo/bar/x" },
    expected: "/vhost/https/a.example.org:443/foo/bar/x",
  },
  {
    name: "dot segments are resolved before",
    asked: { host: "nevow.example.com", path: "/a/../../b" },
    expected: "/vhost/https/nevow.example.com:443/b",
  },
  { name: "zope", asked: { path: "/a" }, expected: "/VirtualHostBase/https/www.example.com:443/VirtualHostRoot/a" },
  {
    name: "zope, IPv6",
    asked: { host: "[::ffff]", path: "/a" },
    expected: "/VirtualHostBase/http/[::ffff]:80/VirtualHostRoot/a",
  },
  {
    name: "zope, a folder mounted at a path",
    asked: { path: "/app/sub/a?b" },
    expected: "/VirtualHostBase/https/www.example.com:443/Plone/VirtualHostRoot/_vh_app/_vh_sub/a?b",
  },
];

for (const { name, asked, expected } of emitted) {
  test(`emitted: ${name}`, () => {
    const made = decided(emitting, asked);
    assert.equal(typeof made === "object" ? made.path : made, expected);
  });
}

for (const path of [
  "/vhost/https/evil.test/x",
  "/%76host/https/evil.test/x",
  "/%2576host/https/evil.test/x",
  "//vhost/https/evil.test/x",
  "/a/../vhost/https/evil.test/x",
  "/a/vhost/http/b/vhost/https/evil.test/x",
  "/a%2fvhost%2fhttps/evil.test",
  "/..%2f..%2fhttps/evil.test",
]) {
  test(`not emitted: ${path}`, () => {
    assert.equal(decided(emitting, { host: "nevow.example.com", path }), "invalid-target");
  });
}

for (const path of [
  "/VirtualHostBase/https/evil.test:443/x",
  "/a/VirtualHostRoot/b",
  "/a/%56irtualHostRoot/b",
  "/app/sub/_vh_evil/x",
  "/a%252fVirtualHostRoot/b",
]) {
  test(`not emitted: ${path}`, () => assert.equal(decided(emitting, { path }), "invalid-target"));
}

test("an application that is told its public URL compares Origin and Referer with it", () => {
  const fields = ["Origin", "https://nevow.example.com", "Referer", "https://nevow.example.com/a"];
  const made = decided(emitting, { host: "nevow.example.com", fields });
  assert.ok(typeof made === "object");
  assert.equal(made.field("Origin"), "https://nevow.example.com");
  assert.equal(made.field("Referer"), "https://nevow.example.com/a");
});

test("its own name moves all the same, should it stand somewhere", () => {
  const made = decided(emitting, { host: "nevow.example.com" });
  assert.ok(typeof made === "object");
  assert.equal(made.link("http://nevow/a"), "https://nevow.example.com/a");
  assert.equal(made.link(`${TWISTED}/a`), "https://www.example.com/a");
});

const accepting = siteOf(
  [
    { public: "http://www.example.com/", internal: "http://portal" },
    { public: "http://www.example.com/app/", internal: "http://app" },
    { public: "http://*.example.org/", internal: "http://tenants" },
  ],
  ["/vhost", "/VirtualHostBase"],
);
const BEHIND: Asked = { from: TRUSTED, host: "localhost:8080" };

const accepted: { name: string; asked: Asked; expected: string }[] = [
  {
    name: "lighttpd: no port",
    asked: { path: "/vhost/http/www.example.com/x?q=/vhost/a" },
    expected: "http://portal/x?q=/vhost/a http://www.example.com/y",
  },
  {
    name: "the scheme and the port that are told are written",
    asked: { path: "/vhost/https/www.example.com:8443/x" },
    expected: "http://portal/x https://www.example.com:8443/y",
  },
  {
    name: "a mount",
    asked: { path: "/vhost/https/www.example.com/app/x" },
    expected: "http://app/x https://www.example.com/app/y",
  },
  {
    name: "a mount without its slash",
    asked: { path: "/vhost/https/www.example.com/app" },
    expected: "308 Location /app/",
  },
  {
    name: "a host of a pattern",
    asked: { path: "/vhost/https/A.Example.org/x" },
    expected: "http://tenants/x https://a.example.org/y",
  },
  {
    name: "zope",
    asked: { path: "/VirtualHostBase/https/www.example.com:443/Plone/VirtualHostRoot/_vh_app/x" },
    expected: "http://app/x https://www.example.com/app/y",
  },
  {
    name: "the path before the fields",
    asked: { path: "/vhost/https/www.example.com/x", fields: ["X-Forwarded-Host", "a.example.org"] },
    expected: "http://portal/x https://www.example.com/y",
  },
  { name: "a host that is not configured", asked: { path: "/vhost/http/evil.test/x" }, expected: "unknown-host" },
  { name: "no host", asked: { path: "/vhost/http" }, expected: "invalid-target" },
  { name: "an encoded letter", asked: { path: "/%76host/http/www.example.com/x" }, expected: "invalid-target" },
  { name: "an encoded slash", asked: { path: "/vhost%2fhttp/www.example.com/x" }, expected: "invalid-target" },
  { name: "another scheme", asked: { path: "/vhost/ftp/www.example.com/x" }, expected: "invalid-target" },
  {
    name: "another one nested in it",
    asked: { path: "/vhost/http/www.example.com/vhost/https/a.example.org/x" },
    expected: "invalid-target",
  },
  {
    name: "another one nested in it, encoded",
    asked: { path: "/vhost/http/www.example.com/%2576host/https/a.example.org/x" },
    expected: "invalid-target",
  },
  {
    name: "dot segments that lead to another host",
    asked: { path: "/vhost/http/www.example.com/../../https/a.example.org/x" },
    expected: "invalid-target",
  },
  {
    name: "dot segments that lead to it",
    asked: { path: "/a/../vhost/http/www.example.com/x" },
    expected: "invalid-target",
  },
  {
    name: "from a stranger",
    asked: { path: "/vhost/http/www.example.com/x", from: "192.0.2.7", host: "www.example.com" },
    expected: "invalid-target",
  },
  {
    name: "without it, the request itself counts",
    asked: { path: "/x", host: "www.example.com" },
    expected: "http://portal/x http://www.example.com/y",
  },
];

for (const { name, asked, expected } of accepted) {
  test(`accepted: ${name}`, () => assert.equal(summary(accepting, { ...BEHIND, ...asked }), expected));
}

test("what the path tells is what the application is told, and what its Referer is mapped by", () => {
  const fields = [
    ...["X-Forwarded-Host", "localhost:8080", "X-Forwarded-Proto", "http", "X-Forwarded-For", "203.0.113.9"],
    ...["Referer", "https://www.example.com:8443/a", "Origin", "https://www.example.com:8443"],
  ];
  const made = decided(accepting, { ...BEHIND, path: "/vhost/https/www.example.com:8443/x", fields });
  assert.ok(typeof made === "object");
  assert.equal(made.field("X-Forwarded-Host"), "www.example.com:8443");
  assert.equal(made.field("X-Forwarded-Proto"), "https");
  assert.equal(made.field("X-Forwarded-For"), `203.0.113.9, ${TRUSTED}`);
  assert.equal(made.field("Referer"), "http://portal/a");
  assert.equal(made.field("Origin"), "http://portal");
});
