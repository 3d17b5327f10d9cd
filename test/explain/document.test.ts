import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { resolveConfig } from "../../src/config/load.ts";
import { explainDocument } from "../../src/explain/explain-document.ts";
import type { Finding } from "../../src/explain/findings/finding.ts";
import type { RewriteOptions } from "../../src/options.ts";

const I = "http://legacy.internal:8080";
const P = "https://www.example.com/app";

function configOf(rewrite: RewriteOptions = {}) {
  return resolveConfig({
    listen: "127.0.0.1:0",
    routes: [{ public: `${P}/`, internal: `${I}/`, aliases: ["http://legacy"], rewrite }],
  });
}

interface Case {
  readonly name: string;
  readonly input: string;
  /** `where | kind | form | was → became`, `… = reason`, `… ! reason` for a leak. */
  readonly expected: readonly string[];
  /** Default text/html. */
  readonly type?: string;
  readonly base?: string;
  readonly rewrite?: RewriteOptions;
}

function row({ where, kind, form, was, became, left, isLeak }: Finding): string {
  const { line, column, element, attribute, path } = where;
  const place = [`${line}:${column}`, element, attribute, path].filter((part) => part !== undefined).join(" ");
  const outcome = became === undefined ? `${isLeak ? "!" : "="} ${left}` : `→ ${became}`;
  return `${place} | ${kind} | ${form} | ${was} ${outcome}`;
}

/** What a reference is, and why it stays where it does. */
const references: readonly Case[] = [
  { name: "absolute", input: `<a href="${I}/x">`, expected: [`1:10 a href | url | absolute | ${I}/x → ${P}/x`] },
  {
    name: "scheme-relative, of an alias",
    input: '<a href="//legacy/x">',
    expected: ["1:10 a href | url | scheme-relative | //legacy/x → //www.example.com/app/x"],
  },
  { name: "root-relative", input: '<img src="/x">', expected: ["1:11 img src | url | root-relative | /x → /app/x"] },
  { name: "relative", input: '<img src="x">', expected: ["1:11 img src | url | relative | x = relative"] },
  {
    name: "root-relative, below the mount already",
    input: '<img src="/app/x">',
    expected: ["1:11 img src | url | root-relative | /app/x = public"],
  },
  { name: "public", input: `<a href="${P}/x">`, expected: [`1:10 a href | url | absolute | ${P}/x = public`] },
  {
    name: "foreign",
    input: '<a href="https://other.example/">',
    expected: ["1:10 a href | url | absolute | https://other.example/ = foreign"],
  },
  {
    name: "another port, which is another server's",
    input: '<a href="http://legacy.internal:9999/">',
    expected: ["1:10 a href | url | absolute | http://legacy.internal:9999/ = other-place"],
  },
  {
    name: "no port, which names the host all the same",
    input: '<a href="http://legacy.internal/">',
    expected: ["1:10 a href | url | absolute | http://legacy.internal/ ! other-place"],
  },
  {
    name: "another scheme",
    input: '<a href="mailto:me@legacy.internal">',
    expected: ["1:10 a href | url | other | mailto:me@legacy.internal ! other-scheme"],
  },
  {
    name: "no URL at all",
    input: '<a href="http://a b/">',
    expected: ["1:10 a href | url | absolute | http://a b/ = no-url"],
  },
  {
    name: "white space around it, and a char whose last byte would be a space",
    input: '<a href="\n /à ">',
    expected: ["2:2 a href | url | root-relative | /à → /app/à"],
  },
  {
    name: "relative to a document of nobody",
    input: '<base href="https://other.example/"><a href="/x">',
    expected: [
      "1:13 base href | reference | absolute | https://other.example/ = foreign",
      "1:46 a href | url | root-relative | /x = foreign-base",
    ],
  },
];

/** How it is written. */
const forms: readonly Case[] = [
  {
    name: "character references",
    input: '<a href="http&#58;&#x2F;/legacy.internal:8080/&amp;">',
    expected: [`1:10 a href | url | character references | ${I}/& → ${P}/&`],
  },
  {
    name: "backslashes",
    input: String.raw`<a href="http:\\legacy.internal:8080\x">`,
    expected: [
      String.raw`1:10 a href | url | backslashes | http:\\legacy.internal:8080\x → https:\\www.example.com/app\x`,
    ],
  },
  {
    name: "a query that holds a URL",
    input: '<a href="/go?u=http%3A%2F%2Flegacy.internal%3A8080%2Fx&v=1">',
    expected: [
      "1:10 a href | url | root-relative | /go?u=http%3A%2F%2Flegacy.internal%3A8080%2Fx&v=1 → /app/go?u=http%3A%2F%2Flegacy.internal%3A8080%2Fx&v=1",
      "1:16 a href | url | percent-encoded | http%3A%2F%2Flegacy.internal%3A8080%2Fx → https%3A%2F%2Fwww.example.com%2Fapp%2Fx",
    ],
  },
  {
    name: "percent-encoded twice",
    input: "http%253A%252F%252Flegacy.internal%253A8080%252Fx",
    expected: [
      "1:1 | text | percent-encoded twice | http%253A%252F%252Flegacy.internal%253A8080%252Fx → https%253A%252F%252Fwww.example.com%252Fapp%252Fx",
    ],
  },
  {
    name: "scripts",
    input: String.raw`<script>a="http:\/\/legacy.internal:8080\/x";b="http:\u002F\u002Flegacy.internal:8080";c="http\x3a\x2f\x2flegacy.internal\x3a8080"</script>`,
    expected: [
      String.raw`1:12 script | script | JSON-escaped | http:\/\/legacy.internal:8080\/x → https:\/\/www.example.com\/app\/x`,
      String.raw`1:49 script | script | unicode-escaped | http:\u002F\u002Flegacy.internal:8080 → https:\u002F\u002Fwww.example.com\u002Fapp`,
      String.raw`1:91 script | script | hex-escaped | http\x3a\x2f\x2flegacy.internal\x3a8080 → https\x3a\x2f\x2fwww.example.com\x2fapp`,
    ],
  },
  {
    name: "a bare host in a string",
    input: '<script>h="legacy.internal:8080"</script>',
    expected: ["1:12 script | script | bare host | legacy.internal:8080 → www.example.com"],
  },
  {
    name: "CSS",
    input: String.raw`<style>a{background:url(http\3a //legacy.internal:8080/x)}</style>`,
    expected: [`1:25 style | stylesheet | CSS-escaped | ${I}/x → ${P}/x`],
  },
  {
    name: "chars of more than one byte count once",
    input: `<p>日本</p>\n<p>é <a href="${I}/é">`,
    expected: [`2:15 a href | url | absolute | ${I}/é → ${P}/é`],
  },
];

/** Where it stands. */
const places: readonly Case[] = [
  {
    name: "a list",
    input: '<img srcset="/a 1x, b 2x, //cdn.example/c 3x">',
    expected: [
      "1:14 img srcset | srcset | root-relative | /a → /app/a",
      "1:21 img srcset | srcset | relative | b = relative",
      "1:27 img srcset | srcset | scheme-relative | //cdn.example/c = foreign",
    ],
  },
  {
    name: "a style in an attribute",
    input: '<p style="background:url(&quot;/a&quot;)">',
    expected: ["1:32 p style | declarations | root-relative | /a → /app/a"],
  },
  {
    name: "a document in an attribute",
    input: '<iframe srcdoc="<a href=&quot;/x&quot;>">',
    expected: ["1:31 iframe srcdoc | html | root-relative | /x → /app/x"],
  },
  {
    name: "a document in an element",
    input: '<noscript><img src="/x"></noscript>',
    expected: ["1:21 img src | url | root-relative | /x → /app/x"],
  },
  {
    name: "a conditional comment, and another",
    input: `<!--[if IE]><img src="/x"><![endif]--><!-- ${I} -->`,
    expected: ["1:23 img src | url | root-relative | /x → /app/x", `1:44 | text | absolute | ${I} → ${P}`],
  },
  {
    name: "JSON in a script",
    input: String.raw`<script type="application/ld+json">{"a":{"b":["http:\/\/legacy.internal:8080"]}}</script>`,
    expected: [
      String.raw`1:48 a.b | text | JSON-escaped | http:\/\/legacy.internal:8080 → https:\/\/www.example.com\/app`,
    ],
  },
  {
    name: "a digest that goes",
    input: '<script src="/x.js" integrity="sha256-x"></script>',
    expected: [
      "1:14 script src | url | root-relative | /x.js → /app/x.js",
      '1:20 script integrity | integrity | other |  integrity="sha256-x" → ',
    ],
  },
  {
    name: "a manifest",
    type: "application/manifest+json",
    input: '{"start_url":"/x","name":"/y","icons":[{"src":"i.png"}],"x":"http://legacy.internal:8080/"}',
    expected: [
      "1:15 start_url | url | root-relative | /x → /app/x",
      "1:48 icons.src | url | relative | i.png = relative",
      `1:62 x | text | absolute | ${I}/ → ${P}/`,
    ],
  },
  {
    name: "a feed",
    type: "application/rss+xml",
    input: `<rss><channel><link>/x</link><title>at ${I}/</title><description>&lt;a href="/y"></description></channel></rss>`,
    expected: [
      "1:21 link | url | root-relative | /x → /app/x",
      `1:40 title | text | absolute | ${I}/ → ${P}/`,
      "1:101 description | html | root-relative | /y → /app/y",
    ],
  },
  {
    name: "XHTML with a script",
    type: "application/xhtml+xml",
    input: `<html xmlns="http://www.w3.org/1999/xhtml"><script>u="${I}/x&amp;y"</script></html>`,
    expected: [`1:55 script | script | absolute | ${I}/x → ${P}/x`],
  },
  {
    name: "a playlist",
    type: "application/vnd.apple.mpegurl",
    input: "#EXTM3U\r\n/a.ts\r\nb.ts\r\n",
    expected: ["2:1 | playlist | root-relative | /a.ts → /app/a.ts", "3:1 | playlist | relative | b.ts = relative"],
  },
  {
    name: "a stylesheet",
    type: "text/css",
    input: '@import "/a.css";',
    expected: ["1:10 | stylesheet | root-relative | /a.css → /app/a.css"],
  },
  {
    name: "UTF-16",
    type: "text/html; charset=utf-8",
    input: `\ufeff<a href="/x">`,
    expected: ["1:11 a href | url | root-relative | /x → /app/x"],
  },
];

const names: readonly Case[] = [
  {
    name: "robots.txt, by its URL",
    type: "text/plain",
    base: `${P}/robots.txt`,
    input: "Sitemap: /sitemap.xml",
    expected: ["1:10 | robots | root-relative | /sitemap.xml → /app/sitemap.xml"],
  },
];

/** Why a name is left. */
const leaks: readonly Case[] = [
  {
    name: "form fields",
    input: `<textarea>${I}/</textarea><input value="${I}">`,
    expected: [
      `1:11 textarea | form-value | absolute | ${I}/ ! form-value`,
      `1:64 input value | form-value | absolute | ${I} ! form-value`,
    ],
  },
  {
    name: "form fields that are rewritten",
    rewrite: { forms: true },
    input: `<textarea>${I}/</textarea>`,
    expected: [`1:11 textarea | form-text | absolute | ${I}/ → ${P}/`],
  },
  {
    name: "form fields whose names would come back as others",
    rewrite: { forms: true },
    input: '<textarea>http://legacy/x</textarea><input value="http://legacy/y">',
    expected: [
      "1:11 textarea | form-text | absolute | http://legacy/x ! way-back",
      "1:51 input value | form-text | absolute | http://legacy/y ! way-back",
    ],
  },
  {
    name: "identifiers and namespaces",
    input: `<p itemtype="${I}/t" xmlns:x="${I}/ns">`,
    expected: [
      `1:14 p itemtype | identifier | absolute | ${I}/t ! identifier`,
      `1:54 p xmlns:x | opaque | absolute | ${I}/ns ! opaque`,
    ],
  },
  {
    name: "a family that is turned off",
    rewrite: { scripts: false, css: false, text: false },
    input: `<script>u="${I}"</script><style>a{b:url(${I})}</style><p title="${I}">`,
    expected: [
      `1:12 script | off | absolute | ${I} ! off`,
      `1:64 style | off | absolute | ${I} ! off`,
      `1:111 p title | off | absolute | ${I} ! off`,
    ],
  },
  {
    name: "hashed blocks",
    input: `<meta http-equiv="content-security-policy" content="script-src 'sha256-x'"><script>u="${I}"</script>`,
    expected: [`1:87 script | hashed | absolute | ${I} ! hashed`],
  },
  {
    name: "a bare host in a script, and one whose letters are escaped",
    input: String.raw`<script>a=legacy.internal;b="leg\x61cy.internal"</script>`,
    expected: [
      "1:11 script | script | bare host | legacy.internal ! bare-name",
      String.raw`1:30 script | script | escaped name | leg\x61cy.internal ! escaped-name`,
    ],
  },
  {
    name: "base64",
    input: '<p data-x="aHR0cDovL2xlZ2FjeS5pbnRlcm5hbDo4MDgw">',
    expected: ["1:22 p data-x | text | base64 | xlZ2FjeS5pbnRlcm5hb ! base64"],
  },
  {
    name: "what no rewriter reads",
    input: `<!doctype html SYSTEM "${I}/dtd">`,
    expected: [`1:24 | text | absolute | ${I}/dtd ! unread`],
  },
  {
    name: "a document in too many others",
    input: `<noscript><iframe><noscript><iframe>${I}</iframe></noscript></iframe></noscript>`,
    expected: [`1:37 iframe | nesting | absolute | ${I} ! nesting`],
  },
  {
    name: "a tag that is too long to be kept",
    input: `<a title="${" ".repeat(140_000)}" href="${I}/x">`,
    expected: [`1:140019 a href | url | absolute | ${I}/x → ${P}/x`, `1:140019 | unread | absolute | ${I}/x ! unread`],
  },
  {
    name: "an unknown type",
    type: "application/octet-stream",
    input: `\0${I}/x`,
    expected: [`1:2 | unread | absolute | ${I}/x ! media-type`],
  },
  {
    name: "a type that is turned off",
    rewrite: { html: false },
    input: `<a href="${I}">`,
    expected: [`1:10 | unread | absolute | ${I} ! family`],
  },
  {
    name: "a charset that cannot be read",
    type: "text/html; charset=iso-2022-kr",
    input: `<a href="${I}">`,
    expected: [`1:10 | unread | absolute | ${I} ! charset`],
  },
  {
    name: "a format that counts its chars",
    type: "text/plain",
    input: `s:27:"${I}";`,
    expected: [`1:7 | unread | absolute | ${I} ! length-prefixed`],
  },
];

for (const [title, cases] of Object.entries({ references, forms, places, names, leaks })) {
  describe(`explained: ${title}`, () => {
    for (const { name, input, expected, type = "text/html; charset=utf-8", base, rewrite } of cases) {
      test(name, () => {
        const question = { name: "page", bytes: Buffer.from(input), type, base, config: configOf(rewrite) };
        assert.deepEqual(explainDocument(question).findings.map(row), expected);
      });
    }
  });
}

const outcomes: readonly { name: string; type: string; input?: string; rewrite?: RewriteOptions; expected: object }[] =
  [
    { name: "a page", type: "text/html", expected: { outcome: "rewritten", charset: "windows-1252", overruns: 0 } },
    { name: "UTF-8", type: "text/html; charset=utf8", expected: { outcome: "rewritten", charset: "utf-8" } },
    { name: "an unknown type", type: "image/png", expected: { outcome: "media-type" } },
    { name: "a family", type: "text/css", rewrite: { css: false }, expected: { outcome: "family" } },
    { name: "PHP's", type: "text/html", input: 's:1:"x"', expected: { outcome: "length-prefixed" } },
    { name: "too long", type: "text/html", input: `<a b="${" ".repeat(140_000)}">`, expected: { overruns: 1 } },
  ];

describe("explained: the body", () => {
  for (const { name, type, input = "", rewrite, expected } of outcomes) {
    test(name, () => {
      const question = { name: "page", bytes: Buffer.from(input), type, config: configOf(rewrite) };
      assert.partialDeepStrictEqual(explainDocument(question).body, expected);
    });
  }
});
