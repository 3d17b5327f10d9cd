import assert from "node:assert/strict";
import { test } from "node:test";
import { mapPath, routingPath } from "../../../src/proxy/routing/target-path.ts";
import { parsePlace } from "../../../src/url/places/place.ts";

const forward = (path: string) => ({ kind: "forward", path });
const redirect = (location: string) => ({ kind: "redirect", location });
const REFUSE = { kind: "refuse" };

const cases = [
  {
    name: "no prefix on either side: every octet stays",
    from: "/",
    to: "/",
    input: "/a/../b%2F//%7e?x=%zz",
    expected: forward("/a/../b%2F//%7e?x=%zz"),
  },
  { name: "a mount is taken off", from: "/app/", to: "/", input: "/app/x?y", expected: forward("/x?y") },
  { name: "a mount is put on", from: "/", to: "/shop/", input: "/x?y", expected: forward("/shop/x?y") },
  { name: "a mount is exchanged", from: "/app/", to: "/shop/", input: "/app/x", expected: forward("/shop/x") },
  { name: "only the first of two", from: "/app/", to: "/", input: "/app/app/x", expected: forward("/app/x") },
  { name: "empty segments stay", from: "/app/", to: "/", input: "/app//evil/x", expected: forward("//evil/x") },
  {
    name: "the query is not looked at",
    from: "/app/",
    to: "/",
    input: "/app/?/app/../..%2f",
    expected: forward("/?/app/../..%2f"),
  },
  { name: "the mount itself", from: "/app/", to: "/", input: "/app/", expected: forward("/") },
  { name: "the mount without its slash", from: "/app/", to: "/", input: "/app", expected: redirect("/app/") },
  {
    name: "the mount without its slash keeps its query",
    from: "/app/",
    to: "/",
    input: "/app?a=b",
    expected: redirect("/app/?a=b"),
  },
  {
    name: "the application redirects its own directory",
    from: "/app/",
    to: "/shop/",
    input: "/app",
    expected: forward("/shop"),
  },
  { name: "dot segments within", from: "/app/", to: "/shop/", input: "/app/a/../b", expected: forward("/shop/b") },
  {
    name: "dot segments that leave and come back",
    from: "/app/",
    to: "/shop/",
    input: "/app/../app/b",
    expected: forward("/shop/b"),
  },
  { name: "encoded dot segments", from: "/app/", to: "/shop/", input: "/app/a/%2e%2E/b", expected: forward("/shop/b") },
  { name: "three dots are a name", from: "/app/", to: "/shop/", input: "/app/.../b", expected: forward("/shop/.../b") },
  { name: "climbing above the root", from: "/", to: "/shop/", input: "/../../etc", expected: forward("/shop/etc") },
  { name: "an encoded slash after two dots", from: "/app/", to: "/shop/", input: "/app/..%2fadmin", expected: REFUSE },
  {
    name: "an encoded backslash after two dots",
    from: "/app/",
    to: "/shop/",
    input: "/app/..%5cadmin",
    expected: REFUSE,
  },
  { name: "encoded dots and slash", from: "/app/", to: "/shop/", input: "/app/%2e%2e%2fadmin", expected: REFUSE },
  {
    name: "an encoded slash before two dots that climb no further than below the prefix",
    from: "/app/",
    to: "/shop/",
    input: "/app/x%2f../admin",
    expected: forward("/shop/x%2f../admin"),
  },
  {
    name: "an encoded slash before two dots",
    from: "/app/",
    to: "/shop/",
    input: "/app/%2f../%2f..%2fadmin",
    expected: REFUSE,
  },
  { name: "dots encoded twice", from: "/", to: "/shop/", input: "/%252e%252e/admin", expected: REFUSE },
  { name: "dots and slash encoded twice", from: "/", to: "/shop/", input: "/%252e%252e%252fadmin", expected: REFUSE },
  { name: "overlong dots", from: "/", to: "/shop/", input: "/%c0%ae%c0%ae/admin", expected: REFUSE },
  {
    name: "an escape that is encoded",
    from: "/",
    to: "/shop/",
    input: "/100%2525",
    expected: forward("/shop/100%2525"),
  },
  { name: "a path parameter after two dots", from: "/app/", to: "/shop/", input: "/app/..;/admin", expected: REFUSE },
  {
    name: "an encoded slash in a name",
    from: "/app/",
    to: "/shop/",
    input: "/app/a%2Fb",
    expected: forward("/shop/a%2Fb"),
  },
] as const;

for (const { name, from, to, input, expected } of cases) {
  test(`target path: ${name}`, () => {
    const places = [parsePlace(`http://a${from}`), parsePlace(`http://b${to}`)] as const;
    assert.deepEqual(mapPath(input, ...places), expected);
  });
}

test("routes are picked by what dot segments resolve to", () => {
  assert.equal(routingPath("/app/../admin?/x/.."), "/admin");
});
