import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePlace } from "../../src/url/places/place.ts";
import { holdsMonster, MONSTERS, monsterAt } from "../../src/url/virtual-host-monster.ts";

const nevow = MONSTERS.nevow();
const zope = MONSTERS.zope();

const built = [
  {
    name: "nevow, http",
    grammar: nevow,
    place: "http://www.example.com/",
    path: "/a/b",
    expected: "/vhost/http/www.example.com:80/a/b",
  },
  {
    name: "nevow, https: the port that would be 80",
    grammar: nevow,
    place: "https://www.example.com/",
    path: "/",
    expected: "/vhost/https/www.example.com:443/",
  },
  {
    name: "nevow, a port",
    grammar: nevow,
    place: "http://127.0.0.1:8080/",
    path: "/x%20y",
    expected: "/vhost/http/127.0.0.1:8080/x%20y",
  },
  {
    name: "nevow, mounted: the path is the same on both sides",
    grammar: nevow,
    place: "https://www.example.com/foo/bar/",
    root: "/foo/bar",
    path: "/x",
    expected: "/vhost/https/www.example.com:443/foo/bar/x",
  },
  {
    name: "nevow, an international host",
    grammar: nevow,
    place: "https://bücher.example/",
    path: "/",
    expected: "/vhost/https/xn--bcher-kva.example:443/",
  },
  {
    name: "zope",
    grammar: zope,
    place: "https://www.example.com/",
    path: "/a/b",
    expected: "/VirtualHostBase/https/www.example.com:443/VirtualHostRoot/a/b",
  },
  {
    name: "zope, a site in a folder",
    grammar: zope,
    place: "http://www.example.com/",
    root: "/Plone",
    path: "/a/",
    expected: "/VirtualHostBase/http/www.example.com:80/Plone/VirtualHostRoot/a/",
  },
  {
    name: "zope, inside-out: a folder mounted at a path",
    grammar: zope,
    place: "https://www.example.com/app/sub/",
    root: "/Plone",
    path: "/p",
    expected: "/VirtualHostBase/https/www.example.com:443/Plone/VirtualHostRoot/_vh_app/_vh_sub/p",
  },
  {
    name: "zope, the mount itself",
    grammar: zope,
    place: "https://www.example.com/app/",
    root: "/Plone",
    path: "",
    expected: "/VirtualHostBase/https/www.example.com:443/Plone/VirtualHostRoot/_vh_app",
  },
  {
    name: "zope, IPv6",
    grammar: zope,
    place: "http://[::1]:8080/",
    path: "/x",
    expected: "/VirtualHostBase/http/[::1]:8080/VirtualHostRoot/x",
  },
];

for (const { name, grammar, place, root = "", path, expected } of built) {
  test(`built: ${name}`, () => assert.equal(grammar.build({ place: parsePlace(place), root, path }), expected));
}

const parsed = [
  { name: "nevow", input: "/vhost/http/www.example.com:80/a/b", expected: "http www.example.com 80 /a/b" },
  { name: "nevow, without a port", input: "/vhost/http/www.example.com/a", expected: "http www.example.com 80 /a" },
  {
    name: "nevow, https without a port",
    input: "/vhost/https/www.example.com/",
    expected: "https www.example.com 443 /",
  },
  { name: "nevow, no path", input: "/vhost/http/www.example.com", expected: "http www.example.com 80 /" },
  { name: "nevow, an address", input: "/vhost/http/[::1]:8080/x", expected: "http [::1] 8080 /x" },
  { name: "nevow, two slashes", input: "/vhost/http/www.example.com//x", expected: "http www.example.com 80 //x" },
  { name: "nevow, elsewhere", input: "/a/monster/http/h/x", prefix: "/a/monster", expected: "http h 80 /x" },
  { name: "nevow, another scheme", input: "/vhost/ftp/www.example.com/", expected: "malformed" },
  { name: "nevow, no host", input: "/vhost/http//x", expected: "malformed" },
  { name: "nevow, a host that is none", input: "/vhost/http/u@h/x", expected: "malformed" },
  { name: "nevow, a host that is encoded", input: "/vhost/http/www.example.com%3A80/x", expected: "malformed" },
  { name: "nevow, a port that is none", input: "/vhost/http/h:99999/x", expected: "malformed" },
  { name: "nevow, port 0", input: "/vhost/http/h:0/x", expected: "malformed" },
  { name: "nevow, an empty port", input: "/vhost/http/h:/x", expected: "malformed" },
  { name: "nevow, nothing more", input: "/vhost", expected: "malformed" },
  { name: "zope", input: "/VirtualHostBase/https/h:443/VirtualHostRoot/a", expected: "https h 443 /a" },
  { name: "zope, a folder", input: "/VirtualHostBase/https/h:443/Plone/VirtualHostRoot/a", expected: "https h 443 /a" },
  {
    name: "zope, inside-out",
    input: "/VirtualHostBase/https/h:443/Plone/VirtualHostRoot/_vh_app/_vh_sub/a/_vh_b",
    expected: "https h 443 /app/sub/a/_vh_b",
  },
  { name: "zope, the root itself", input: "/VirtualHostBase/http/h/Plone/VirtualHostRoot", expected: "http h 80 /" },
  { name: "zope, no root", input: "/VirtualHostBase/http/h/a/b", expected: "http h 80 /a/b" },
  { name: "zope, no host", input: "/VirtualHostBase/http", expected: "malformed" },
];

for (const { name, input, prefix = `/${input.split("/")[1]}`, expected } of parsed) {
  test(`parsed: ${name}`, () => {
    const target = monsterAt(prefix).parse(input.slice(prefix.length));
    const said = target ? [target.scheme, target.host, target.port, target.path].join(" ") : "malformed";
    assert.equal(said, expected);
  });
}

const held: { path: string; nevow?: boolean; zope?: boolean }[] = [
  { path: "/" },
  { path: "/a/b.html" },
  { path: "/a%20b/100%25" },
  { path: "/vhosts/my-vhost/vhost.html" },
  { path: "/VirtualHost/_vh/xVirtualHostRoot" },
  { path: "/vhost", nevow: true },
  { path: "/vhost/https/evil.example/x", nevow: true },
  { path: "//vhost/https/evil.example/x", nevow: true },
  { path: "/a/vhost/https/evil.example/x", nevow: true },
  { path: "/%76host/https/evil.example/x", nevow: true },
  { path: "/%2576host/https/evil.example/x", nevow: true },
  { path: "/%25%37%36host/https/evil.example/x", nevow: true },
  { path: "/x%2fvhost%2Fhttps/evil.example", nevow: true },
  { path: "/vhost;v=1/https/evil.example/x", nevow: true },
  { path: "/VirtualHostBase/https/evil.example:443/x", zope: true },
  { path: "/a/VirtualHostRoot/b", zope: true },
  { path: "/a/%56irtualHostRoot/b", zope: true },
  { path: "/a%252FVirtualHostRoot", zope: true },
  { path: "/_vh_evil/b", zope: true },
  { path: "/a/%5fvh_evil", zope: true },
  { path: "/a/..%2f..%2fb", nevow: true, zope: true },
  { path: "/a/%252e%252e/b", nevow: true, zope: true },
  { path: "/a/..;/b", nevow: true, zope: true },
  { path: `/%${"25".repeat(20)}41`, nevow: true, zope: true },
];

for (const { path, nevow: isNevow = false, zope: isZope = false } of held) {
  test(`held by ${path}`, () => {
    assert.deepEqual(
      { nevow: holdsMonster(path, nevow), zope: holdsMonster(path, zope) },
      { nevow: isNevow, zope: isZope },
    );
  });
}

test("what was built is read back", () => {
  for (const { name, grammar, place, root = "", path } of built) {
    if (root !== "" && grammar === nevow) continue;
    const target = grammar.parse(grammar.build({ place: parsePlace(place), root, path }).slice(grammar.prefix.length));
    const { scheme, host, port, path: mount } = parsePlace(place);
    assert.deepEqual(target, { scheme, host, port, path: mount + path || "/" }, name);
  }
});
