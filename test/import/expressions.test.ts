import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { alternatives } from "../../src/import/expressions/alternatives.ts";
import { readHostExpression } from "../../src/import/expressions/host-expression.ts";
import { prefixSubstitution, readPathExpression } from "../../src/import/expressions/path-expression.ts";
import { urlsOf, urlsOfPattern } from "../../src/import/expressions/text-claim.ts";
import { readMonster } from "../../src/import/monster.ts";

describe("alternatives", () => {
  const cases: { input: string; expected: readonly string[] | undefined }[] = [
    { input: "", expected: [""] },
    { input: "www.example.com", expected: ["www.example.com"] },
    { input: String.raw`www\.example\.com`, expected: ["www.example.com"] },
    { input: "a|b", expected: ["a", "b"] },
    {
      input: String.raw`(www\.)?example\.(com|org)`,
      expected: ["www.example.com", "www.example.org", "example.com", "example.org"],
    },
    { input: "(?:a|(?<name>b(c)?))d", expected: ["ad", "bcd", "bd"] },
    { input: "https?://a", expected: ["https://a", "http://a"] },
    { input: String.raw`\d`, expected: undefined },
    { input: "[ab]", expected: undefined },
    { input: "a*", expected: undefined },
    { input: "a{2}", expected: undefined },
    { input: "(?=a)", expected: undefined },
    { input: "(a", expected: undefined },
    { input: "a)", expected: undefined },
    { input: "a\\", expected: undefined },
    {
      input: "(a|b)".repeat(6),
      expected: [...Array(64).keys()].map((n) =>
        n.toString(2).padStart(6, "0").replaceAll("0", "a").replaceAll("1", "b"),
      ),
    },
    { input: "(a|b)".repeat(7), expected: undefined },
    { input: "(".repeat(100_000), expected: undefined },
  ];
  for (const { input, expected } of cases) {
    test(input.slice(0, 60) || "nothing", () => assert.deepEqual(alternatives(input)?.texts, expected));
  }
});

describe("hosts of an expression", () => {
  const cases: { input: string; expected: readonly string[] | undefined; isExact?: boolean }[] = [
    { input: "^(www.example.com)$", expected: ["www.example.com"] },
    { input: String.raw`^(?:www\.)?Example\.com$`, expected: ["www.example.com", "example.com"] },
    { input: String.raw`^www\.example\.com(:[0-9]+)?$`, expected: ["www.example.com"] },
    { input: String.raw`^www\.example\.com:8080$`, expected: ["www.example.com:8080"] },
    { input: String.raw`(^|\.)example\.com$`, expected: ["example.com", "*.example.com"] },
    { input: String.raw`\.example\.com$`, expected: ["*.example.com"] },
    { input: String.raw`^.*\.example\.com$`, expected: ["*.example.com"] },
    { input: String.raw`^(?<name>[^.]+)\.example\.com$`, expected: ["*.example.com"] },
    { input: String.raw`(?i)^www\.example\.com$`, expected: ["www.example.com"] },
    { input: "www.example.com", expected: ["www.example.com"], isExact: false },
    { input: "^www.example.com", expected: ["www.example.com"], isExact: false },
    { input: String.raw`^www\d\.example\.com$`, expected: undefined },
    { input: "^$", expected: undefined },
  ];
  for (const { input, expected, isExact = true } of cases) {
    test(input, () => {
      assert.deepEqual(readHostExpression(input), expected && { names: expected, isExact });
    });
  }
});

describe("prefixes of an expression", () => {
  const cases: { input: string; expected: readonly string[] | undefined }[] = [
    { input: "^/app/", expected: ["/app/"] },
    { input: "^/app/.*", expected: ["/app/"] },
    { input: "^/app/(.*)$", expected: ["/app/"] },
    { input: "^/app/(?<rest>.*)", expected: ["/app/"] },
    { input: "^/app(/.*)?$", expected: ["/app/"] },
    { input: "^/app(/|$)", expected: ["/app/"] },
    { input: "^/app(/|$)(.*)", expected: ["/app/"] },
    { input: "^/(a|b)/", expected: ["/a/", "/b/"] },
    { input: "^(/.*)$", expected: ["/"] },
    { input: "^/?(.*)$", expected: ["/"] },
    { input: "(.*)", expected: ["/"] },
    { input: "/(.*)", expected: ["/"] },
    { input: "^/app$", expected: undefined },
    { input: "/app/", expected: undefined },
    { input: String.raw`\.php$`, expected: undefined },
    { input: "^/[a-z]+/", expected: undefined },
  ];
  for (const { input, expected } of cases) {
    test(input, () => assert.deepEqual(readPathExpression(input)?.prefixes, expected));
  }
});

describe("substitutions of prefixes", () => {
  const cases: { pattern: string; replacement: string; expected: readonly [string, string] | undefined }[] = [
    { pattern: "^/(.*)", replacement: "/vhost/http/%0/$1", expected: ["/", "/vhost/http/%0/"] },
    { pattern: "^/app/(.*)$", replacement: "/$1", expected: ["/app/", "/"] },
    { pattern: "^/app(/.*)?$", replacement: "http://b$1", expected: ["/app/", "http://b/"] },
    { pattern: "^(.*)$", replacement: "http://b$1", expected: ["/", "http://b/"] },
    { pattern: "^(/.*)$", replacement: "http://b/x$1", expected: ["/", "http://b/x/"] },
    { pattern: "^/?(.*)$", replacement: "http://b/$1", expected: ["/", "http://b/"] },
    { pattern: "^/app(/|$)(.*)", replacement: "/$2", expected: ["/app/", "/"] },
    { pattern: "^/(?:a)/(.*)$", replacement: "/b/$1", expected: ["/a/", "/b/"] },
    { pattern: "^/(a|b)/(.*)$", replacement: "/$1/$2", expected: undefined },
    { pattern: "^/(a)/(.*)$", replacement: "/$1/$2", expected: undefined },
    { pattern: "^/a/(.*)$", replacement: "/b", expected: undefined },
    { pattern: "^/a/", replacement: "/b/$1", expected: undefined },
  ];
  for (const { pattern, replacement, expected } of cases) {
    test(`${pattern} → ${replacement}`, () => {
      const found = prefixSubstitution(pattern, replacement);
      assert.deepEqual(found && [found.from, found.to], expected);
    });
  }
});

describe("public origins in paths", () => {
  const cases: { input: string; expected: ReturnType<typeof readMonster> }[] = [
    {
      input: "/vhost/http/www.example.com/",
      expected: { grammar: "nevow", origin: "http://www.example.com", root: "", mount: "" },
    },
    {
      input: "/vhost/https/www.example.com:443",
      expected: { grammar: "nevow", origin: "https://www.example.com", root: "", mount: "" },
    },
    {
      input: "/vhost/http/www.example.com/foo/bar",
      expected: { grammar: "nevow", origin: "http://www.example.com", root: "/foo/bar", mount: "/foo/bar" },
    },
    { input: "/vhost/http/%0/", expected: { grammar: "nevow", origin: undefined, root: "", mount: "" } },
    {
      input: "/VirtualHostBase/https/www.example.com:443/Plone/VirtualHostRoot/_vh_app/_vh_sub/",
      expected: { grammar: "zope", origin: "https://www.example.com", root: "/Plone", mount: "/app/sub" },
    },
    {
      input: "/VirtualHostBase/http/$host:80/",
      expected: { grammar: "zope", origin: undefined, root: "", mount: "" },
    },
    { input: "/vhost/", expected: undefined },
    { input: "/app/vhost/http/www.example.com/", expected: undefined },
  ];
  for (const { input, expected } of cases) test(input, () => assert.deepEqual(readMonster(input), expected));
});

describe("URLs of a replacement in text", () => {
  const cases: { from: string; to: string; isPattern?: boolean; expected: readonly [string, string] | undefined }[] = [
    { from: "http://b/", to: "https://w/app/", expected: ["http://b/", "https://w/app/"] },
    { from: 'href="/', to: 'href="/app/', expected: ["/", "/app/"] },
    { from: 'action="/x"', to: 'action="/app/x"', expected: ["/x", "/app/x"] },
    { from: "url(/", to: "url(/app/", expected: ["/", "/app/"] },
    { from: "Copyright", to: "(c)", expected: undefined },
    { from: 'href="/', to: 'src="/app/', expected: undefined },
    { from: String.raw`http://b\.internal/`, to: "/", isPattern: true, expected: ["http://b.internal/", "/"] },
    { from: "^http://b/(.*)$", to: "https://w/$1", isPattern: true, expected: ["http://b/", "https://w/"] },
    { from: "http://b[0-9]/", to: "/", isPattern: true, expected: undefined },
  ];
  for (const { from, to, isPattern, expected } of cases) {
    test(`${from} → ${to}`, () => {
      const found = isPattern ? urlsOfPattern(from, to) : urlsOf(from, to);
      assert.deepEqual(found && [found.from, found.to], expected);
    });
  }
});
