import assert from "node:assert/strict";
import { test } from "node:test";
import { literals } from "../../src/literal/literals.ts";
import { spliced } from "../../src/splice.ts";
import { UrlMap } from "../../src/url/map.ts";
import type { Entrance } from "../../src/url/places/entrance.ts";
import { parsePlace, parseTarget } from "../../src/url/places/place.ts";
import { Scope } from "../../src/url/scope.ts";

const PAGE = "http://legacy.internal:8080/dir/page";
const TENANT = entrance("https://*.example.com/", "https://a.example.com/");

const map = new UrlMap([
  { public: "https://*.example.com/", internal: "http://legacy.internal:8080/" },
  { public: "https://*.example.com/wiki/", internal: "http://wiki.internal/" },
  { public: "https://*.example.com:8443/", internal: "http://admin.internal/" },
  { public: ["https://www.example.org/", "https://*.example.org/", "https://*/"], internal: "http://shop.internal/" },
]);

function entrance(configured: string, seen: string): Entrance {
  return { configured: parseTarget(configured), seen: parsePlace(seen) };
}

const toPublic: { name: string; entrance?: Entrance; input: string; expected: string }[] = [
  {
    name: "the host that was named",
    entrance: TENANT,
    input: "http://legacy.internal:8080/x",
    expected: "https://a.example.com/x",
  },
  {
    name: "of another route of the same hosts",
    entrance: TENANT,
    input: "http://wiki.internal/x",
    expected: "https://a.example.com/wiki/x",
  },
  {
    name: "of another port of the same hosts",
    entrance: TENANT,
    input: "http://admin.internal/x",
    expected: "https://a.example.com:8443/x",
  },
  {
    name: "another route's first name that is none of a pattern",
    entrance: TENANT,
    input: "http://shop.internal/x",
    expected: "https://www.example.org/x",
  },
  {
    name: "what is public already",
    entrance: TENANT,
    input: "https://b.example.com/wiki/x",
    expected: "https://b.example.com/wiki/x",
  },
  { name: "for nobody's host", input: "http://legacy.internal:8080/x", expected: "http://legacy.internal:8080/x" },
  {
    name: "for another route's host",
    entrance: entrance("https://www.example.org/", "https://www.example.org/"),
    input: "http://legacy.internal:8080/x",
    expected: "http://legacy.internal:8080/x",
  },
  {
    name: "never any host",
    entrance: entrance("https://*/", "https://www.example.org/"),
    input: "http://shop.internal/x",
    expected: "https://www.example.org/x",
  },
  {
    name: "scheme and port that a trusted proxy tells",
    entrance: entrance("https://*.example.com/", "http://a.example.com:8000/"),
    input: "http://wiki.internal/x",
    expected: "http://a.example.com:8000/wiki/x",
  },
  {
    name: "but of the entrance's own origin only",
    entrance: entrance("https://*.example.com/", "http://a.example.com:8000/"),
    input: "http://admin.internal/x",
    expected: "https://a.example.com:8443/x",
  },
  { name: "root-relative", entrance: TENANT, input: "/x", expected: "/x" },
];

for (const { name, entrance: from, input, expected } of toPublic) {
  test(`a pattern is written: ${name}`, () => {
    assert.equal(new Scope(map, "toPublic", PAGE, from).mapped(input), expected);
  });
}

const toInternal = [
  { name: "the host that was named", input: "https://a.example.com/x", expected: "http://legacy.internal:8080/x" },
  { name: "another host of the pattern", input: "https://b.example.com/x", expected: "http://legacy.internal:8080/x" },
  { name: "a longer path", input: "https://a.example.com/wiki/x", expected: "http://wiki.internal/x" },
  { name: "a host that no pattern admits", input: "https://evil.test/x", expected: "https://evil.test/x" },
];

for (const { name, input, expected } of toInternal) {
  test(`a pattern is read: ${name}`, () => {
    assert.equal(new Scope(map, "toInternal", "https://a.example.com/", TENANT).mapped(input), expected);
  });
}

test("a pattern is read: in a text, the host that was named", () => {
  const scope = new Scope(map, "toInternal", "https://a.example.com/", TENANT);
  const text = "see https://a.example.com/x, not https://nota.example.com/x";
  const moved = spliced(text, (splice) => literals(text, scope, splice));
  assert.equal(moved, "see http://legacy.internal:8080/x, not https://nota.example.com/x");
});

test("a cookie's Domain becomes the host that was named", () => {
  assert.equal(new Scope(map, "toPublic", PAGE, TENANT).domain("legacy.internal"), "a.example.com");
});

for (const { url, state } of [
  { url: "https://a*.example.com/", state: "in its host, * can only be all of it or its first label" },
  { url: "https://*a.example.com/", state: "in its host, * can only be all of it or its first label" },
  { url: "https://a.*.example.com/", state: "in its host, * can only be all of it or its first label" },
  { url: "https://*.*.example.com/", state: "in its host, * can only be all of it or its first label" },
  { url: "https://*.10.0.0.1/", state: "it is not an absolute URL" },
]) {
  test(`no pattern: ${url}`, () => {
    const message = `Cannot use "${url}" as an origin: ${state}`;
    assert.throws(() => parseTarget(url), { code: "ERR_INVALID_URL", message });
  });
}

test("an internal host is no pattern", () => {
  const message = 'Cannot use "http://*.internal/" as an origin: its host holds *, which only a public one may';
  assert.throws(() => parsePlace("http://*.internal/"), { code: "ERR_INVALID_URL", message });
});
