import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { attributeRule } from "../../../src/html/attributes/attributes.ts";
import { CODEBASE_ATTRIBUTES } from "../../../src/html/attributes/codebase.ts";
import { HtmlEditor } from "../../../src/html/editor.ts";
import { HtmlRewriter, rewriteHtml as rewriteNested } from "../../../src/html/rewriter.ts";
import { ScanScanner } from "../../../src/html/scanners/scan-scanner.ts";
import { compileSkim } from "../../../src/html/skim/assembly/compile.ts";
import { ATTRIBUTES as DECISIVE } from "../../../src/html/skim/elements.ts";
import { LINKS } from "../../../src/html/skim/links.ts";
import { type SkimHints, Skimmer } from "../../../src/html/skim/skimmer.ts";
import { Cursor } from "../../../src/html/window/cursor.ts";
import { NameWindow } from "../../../src/html/window/name-window.ts";
import { latin1Of } from "../../../src/latin1.ts";
import { UrlMap } from "../../../src/url/map.ts";
import { assertLinear } from "../../linear-time.ts";
import { runs } from "../../random.ts";
import { contextOf, mounted, moved, rewriteHtml } from "../harness.ts";
import { wildPage } from "../pages.ts";
import { soup } from "../scanners/soup.ts";

const addressed = new UrlMap([{ public: "https://www.example.com/", internal: "http://10.0.0.5:8080/" }]);
const below = new UrlMap([{ public: "https://www.example.com/a/b/", internal: "http://legacy.internal:8080/shop/" }]);
const raised = new UrlMap([{ public: "http://www.example.com/", internal: "http://legacy.internal:8080/dir/" }]);
const signed = new UrlMap([{ public: "https://www.example.com/a=b/", internal: "http://legacy.internal:8080/" }]);
const MAPS = { moved, mounted, addressed, below, raised, signed };
const base = "http://legacy.internal:8080/dir/page";

test("the module is what its source compiles to", async () => {
  const written = readFileSync(new URL("../../../src/html/skim/skim-module.ts", import.meta.url), "utf8");
  assert.equal(written, await compileSkim());
});

/** What becomes of a document when every token is read. */
function rewriteFully(input: string, map: UrlMap): string {
  const context = contextOf({ map, base });
  const window = new NameWindow(context.scope.resolver);
  const cursor = new Cursor(window);
  const nested = { stream: (inner: typeof context) => new HtmlRewriter(inner), whole: rewriteNested };
  const editor = new HtmlEditor(context, window, cursor.splice, nested);
  const scanner = new ScanScanner({
    startTag: (...offsets) => editor.startTag(...offsets),
    attribute: (...offsets) => editor.attribute(...offsets),
    startTagEnd: (end) => editor.startTagEnd(end),
    endTag: (start) => editor.endTag(start),
    text: (...run) => editor.text(...run),
    comment: (...piece) => editor.comment(...piece),
    commentEnd: () => editor.commentEnd(),
  });
  window.append(input);
  scanner.write(input);
  scanner.end();
  editor.end();
  return cursor.take(window.end, "");
}

/** What names or leads to a place, shown or in disguise, and what only looks like it. */
const REFERENCES = fc.constantFrom(
  "http://legacy.internal:8080/x",
  "//legacy.internal:8080/x",
  "HTTP://LEGACY.internal:8080",
  "http:&#47;&#47;legacy.internal:8080/",
  "http://legacy&#46;internal:8080/",
  "http://leg&#x61;cy.internal:8080/",
  "http://legacy%2einternal:8080/",
  "http://l\negacy.internal:8080/",
  "http:\\\\legacy.internal:8080\\x",
  "http://\xef\xbd\x8cegacy.internal:8080/",
  "http://10.0.0.5:8080/",
  "http://0xa000005:8080/",
  "http://167772165:8080/x",
  "https:10.5:8080",
  "//u@10.0.0.5:8080/",
  "/x",
  "/",
  "../../x",
  "..",
  "%2e%2E/%2e./x",
  "a/../../../b",
  "./x",
  "x/y/z.html?u=/x#/y",
  "https://other.example/x/y?a=1&amp;b=2",
  "a,/b 2x , /c",
  "0;url=/x",
  "url(/x)",
  "feed:/x",
  "?a=1&b=/2",
  "",
);
const ATTRIBUTES = [
  "href",
  "src",
  "srcset",
  "style",
  "content",
  "alt",
  "class",
  "action",
  "data-x",
  "data-src",
  "data-bg",
  "background",
  "longdesc",
  "onclick",
  "xmlns",
];
const ELEMENTS = [
  "a",
  "img",
  "p",
  "table",
  "strong",
  "form",
  "meta",
  "link",
  "base",
  "option",
  "input",
  "svg",
  "select",
  "script",
  "iframe",
  "noscript",
  "noscript",
];
const attribute = fc
  .tuple(
    fc.constantFrom(" ", " ", "\n", "/", ""),
    fc.constantFrom(...ATTRIBUTES),
    fc.constantFrom("=", "=", "=", " =", "= "),
    fc.constantFrom('"', "'", ""),
    REFERENCES,
  )
  .map(([space, name, equals, quote, value]) => `${space}${name}${equals}${quote}${value}${quote}`);
const tag = fc
  .tuple(fc.constantFrom(...ELEMENTS), fc.array(attribute, { maxLength: 3 }), fc.constantFrom(">", "/>", " >", "\n>"))
  .map(([name, attributes, end]) => `<${name} ${attributes.join("")}${end}`);
/** Links that begin like others: most move without being read. */
const LINK_TAGS = ["a href", "img src", "link href", "script src", "form action"];
const BEGINNINGS = ["", "", "http://legacy.internal:8080", "//legacy.internal:8080", "http://10.0.0.5:8080"];
const TARGETS = [
  "",
  "/",
  "/x",
  "/shop",
  "/dir",
  "/app",
  "/appx",
  "/a/b",
  "/a=b",
  "//",
  "/.",
  "/%2e",
  "/..",
  "\\",
  "/\n",
];
const RESTS = [
  "",
  "",
  "",
  "/y",
  "?y",
  "#y",
  "y",
  " ",
  " ",
  "/./z",
  "?u=http://legacy.internal:8080/",
  "?u=http:&#x2f;/legacy&#46;internal:8080",
];
const link = fc
  .record({
    link: fc.constantFrom(...LINK_TAGS),
    quote: fc.constantFrom('"', '"', "'", ""),
    url: fc.tuple(fc.constantFrom(...BEGINNINGS), fc.constantFrom(...TARGETS), fc.constantFrom(...RESTS)),
    more: fc.constantFrom("", " class=x", " title=legacy.internal", ' src="http://legacy.internal:8080/z"'),
  })
  .map(({ link, quote, url, more }) => `<${link}=${quote}${url.join("")}${quote}${more}>`);
/** Where attributes begin and end is a matter of single chars. */
const oddTag = fc
  .array(fc.constantFrom(..."a\"'=/> "), { maxLength: 6 })
  .map((parts) => `<a ${parts.join("")}><a href="/x" b='//legacy.internal:8080/x'>`);
const oddTags = fc
  .array(fc.constantFrom(..."abh=\"'/> \n<!-", "href=", "http-equiv=", "integrity=", "//legacy.internal:8080/x", "/x"))
  .map((parts) => `<a ${parts.join("")}`);
const comment = fc
  .array(fc.constantFrom(..."-!>[< a", "--", "-->", "<!--", "legacy.internal"), { maxLength: 6 })
  .map((parts) => `<!--${parts.join("")}<a href="/x">`);
const endTag = fc.constantFrom(...ELEMENTS).map((name) => `</${name}>`);
const inner = fc
  .tuple(
    fc.constantFrom("noscript", "iframe", "noframes"),
    fc.array(fc.oneof(tag, link, endTag, REFERENCES), { maxLength: 3 }),
  )
  .map(([name, parts]) => `<${name}>${parts.join("")}</${name}>`);
const document = fc
  .array(
    fc.oneof(
      tag,
      tag,
      link,
      link,
      link,
      inner,
      oddTag,
      oddTags,
      comment,
      endTag,
      REFERENCES,
      fc.constant(" < "),
      soup,
      wildPage,
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));

for (const [name, map] of Object.entries(MAPS)) {
  test(`${name}: skimming changes nothing`, () => {
    const holds = (input: string, cuts: number[]) => {
      const expected = rewriteFully(input, map);
      assert.equal(rewriteHtml(input, { map, base }), expected);
      const offsets = cuts.map((cut) => cut % (input.length + 1)).sort((a, b) => a - b);
      assert.equal(rewriteHtml(input, { map, base }, offsets), expected, `cut at ${offsets}`);
    };
    fc.assert(fc.property(document, fc.array(fc.nat(), { maxLength: 3 }), holds), runs(600));
  });
}

test("attributes without a value take linear time, whatever stands behind them", () => {
  assertLinear((times) => {
    const window = new NameWindow(contextOf({ map: moved }).scope.resolver);
    window.append(`<a${" b".repeat(7000 * times)} c = "x"><script>`);
    const skimmer = new Skimmer(window);
    for (let i = 0; i < 20; i++) skimmer.skim(0, { ...HINTS, modes: PATHS });
  });
});

/** Where a piece of markup ends, and so whether the path in it, or after it, is an attribute's. */
const EDGES: readonly (readonly [name: string, input: string, expected: string])[] = [
  ["`=` begins a name", '<a ="><a href="/x" title=">">', '<a ="><a href="/app/x" title=">">'],
  ["`=` after a slash begins a name", '<a /="><a href="/x" title=">">', '<a /="><a href="/app/x" title=">">'],
  ["`=` after a value begins a name", '<a b="c"="><a href="/x" title=">">', '<a b="c"="><a href="/app/x" title=">">'],
  ["no space between attributes", '<a b="c"href="/x">', '<a b="c"href="/app/x">'],
  [
    "no space, and a name that moves",
    '<a b="c"href="//legacy.internal:8080/x">',
    '<a b="c"href="//www.example.com/app/x">',
  ],
  ["no value", '<a b=><a href="/x">', '<a b=><a href="/app/x">'],
  ["spaces around `=`", `<a b = ">" c= '>' href ="/x">`, `<a b = ">" c= '>' href ="/app/x">`],
  ["quotes in a name", `<a b'="c>" d"='>'href="/x">`, `<a b'="c>" d"='>'href="/app/x">`],
  ["quotes in a value without quotes", `<a b=c"><a href="/x">`, `<a b=c"><a href="/app/x">`],
  ["a comment of one hyphen", '<!---><a href="/x">-->', '<!---><a href="/app/x">-->'],
  ["an empty comment", '<!--><a href="/x">-->', '<!--><a href="/app/x">-->'],
  ["a comment that ends in a wrong way", '<!--a--!><a href="/x">-->', '<!--a--!><a href="/app/x">-->'],
  [
    "an exclamation mark in a comment",
    '<!--!><a href="/x">--><a href="/x">',
    '<!--!><a href="/x">--><a href="/app/x">',
  ],
  ["a hyphen in a comment", '<!--a-><a href="/x">--><a href="/x">', '<!--a-><a href="/x">--><a href="/app/x">'],
  [
    "a script's language",
    '<script type="importmap">{"imports":{"a":"/x"}}</script>',
    '<script type="importmap">{"imports":{"a":"/app/x"}}</script>',
  ],
  ["a backslash before what follows an ampersand elsewhere", '<a href="\\amp;">', '<a href="/app/amp;">'],
];

for (const [name, input, expected] of EDGES) {
  test(`passed over up to its end: ${name}`, () => {
    assert.equal(rewriteHtml(`<b>${input}<b>`, { map: mounted, base }), `<b>${expected}<b>`);
    assert.equal(rewriteFully(`<b>${input}<b>`, mounted), `<b>${expected}<b>`);
  });
}

const PATHS = 1;
const ADDRESSES = 2;
const PASSED: readonly (readonly [name: string, input: string, modes: number])[] = [
  ["tags and text", '<p class="a b">text<br/><b>bold</b>', 0],
  ["paths where they do not move", '<a href="/x"><img src=../y>', 0],
  ["relative references", '<a href="x/y.html"><img src=./z.png alt="a/b">', PATHS],
  ["other origins", '<a href="https://other.example/x/y">', PATHS],
  ["other addresses", '<a href="https://other.example/1/2:3">', 0],
  ["ampersands as they are written", '<a href="x?a=1&amp;b=2& 3" title="&quot;a&quot; &#39;b&#39;">', PATHS],
  ["percent-encoding and other scripts", '<a href="x?q=%20a" title="\xc3\xa9t\xc3\xa9">', PATHS],
  ["control chars in values without quotes", "<a href=a\x0bb/c title=\x01>", PATHS],
  ["line breaks between attributes", '<a\n  class="a"\n  id=b\n>', PATHS],
  ["elements of a length with one that matters", "<table><strong><select><body>", 0],
  ["a less-than sign in a value", '<a title="<script>">', 0],
  ["comments", "<!-- a --><b><!--a[--><!--a--!><!--<!-->", 0],
  ["signs of attributes where they mean nothing", '<a b\'c d ="e"f=\'>\'g=h"i j==">k</a =">">', 0],
];

const HINTS: SkimHints = { modes: 0, beginnings: { origins: [], root: undefined }, splice: () => assert.fail() };

for (const [name, input, modes] of PASSED) {
  test(`passed over: ${name}`, () => {
    const window = new NameWindow(contextOf({ map: moved }).scope.resolver);
    window.append(`${input}<script>`);
    assert.equal(new Skimmer(window).skim(0, { ...HINTS, modes }), input.length);
  });
}

test("the text of an option goes on behind a less-than sign", () => {
  const input = "<a><option> < http://legacy.internal:8080/x<option> <? > http://legacy.internal:8080/x";
  assert.equal(rewriteHtml(input, { map: moved, base }), rewriteFully(input, moved));
});

const STOPPED: readonly (readonly [name: string, before: string, rest: string, modes: number])[] = [
  ["a name in a tag", "<b>a</b>", "<a href=http://legacy.internal:8080/>", 0],
  ["a name in a text", "<b>a</b>", "see legacy.internal<b>", 0],
  ["a comment with a name", "<b>", "<!-- legacy.internal -->", 0],
  ["a comment without end", "<b>", "<!-- a -> a --", 0],
  ["an empty comment", "<b>", "<!-->", 0],
  ["a conditional comment", "<b>", "<!--[if IE]> a -->", 0],
  ["another declaration", "<b>", "<!a -->", 0],
  ["another attribute that decides", "<b>", '<link rel="a" integrity="b">', 0],
  ["one without a space before it", "<b>", '<link rel="a"integrity="b">', 0],
  ["an attribute that decides", "<b>", '<meta content="a" HTTP-Equiv="a">', 0],
  ["a name behind a value", "<b>", '<a b="c"legacy.internal>', 0],
  ["an end tag without a name", "<b>", "</ a>", 0],
  ["an unfinished tag", "<b>", '<a href="', 0],
  ["the last text", "<b>", "text", 0],
  ["an element that matters", "<b>", "<TextArea>", 0],
  ["a path from the root", "<a href=x/y>", "<a href=/x>", PATHS],
  ["a path that climbs", "<a href=x/y>", "<a href=../x>", PATHS],
  ["an address", "<a href=x/y>", "<a href=http://167772165/>", ADDRESSES],
];

for (const [name, before, rest, modes] of STOPPED) {
  test(`stopped at: ${name}`, () => {
    const window = new NameWindow(contextOf({ map: moved }).scope.resolver);
    window.append(before + rest);
    assert.equal(new Skimmer(window).skim(0, { ...HINTS, modes }), before.length);
  });
}

for (const name of DECISIVE) {
  for (const attribute of [` ${name}="b"`, `${name}='b'`, ` ${name.toUpperCase()} = b`]) {
    test(`stopped at: an attribute of the table, ${attribute}`, () => {
      const window = new NameWindow(contextOf({ map: moved }).scope.resolver);
      window.append(`<b><a c="d"${attribute}>`);
      assert.equal(new Skimmer(window).skim(0, HINTS), "<b>".length);
    });
  }
}

/** What begins like what has been read before, each in a tag of its own; and what becomes of all of it at once. */
const MOVED: readonly (readonly [name: string, input: string, expected: string])[] = [
  ["one link", "<a href=http://legacy.internal:8080/x>", "<a href=https://www.example.com/x>"],
  [
    "two in a tag",
    "<video src=\"http://legacy.internal:8080/a\" poster='//legacy.internal:8080/b'>",
    "<video src=\"https://www.example.com/a\" poster='//www.example.com/b'>",
  ],
  [
    "the source of a script",
    '<p>a</p><script src="http://legacy.internal:8080/a">"<a>"</script><IMG SRC="//legacy.internal:8080/b">',
    '<p>a</p><script src="https://www.example.com/a">"<a>"</script><IMG SRC="//www.example.com/b">',
  ],
];

for (const [name, input, expected] of MOVED) {
  test(`moved without being read: ${name}`, () => {
    const map = new UrlMap([{ public: "https://www.example.com/", internal: "http://legacy.internal:8080/" }]);
    const { scope } = contextOf({ map });
    for (const known of ["http://legacy.internal:8080/", "//legacy.internal:8080/"]) scope.mapped(known);
    const window = new NameWindow(scope.resolver);
    window.append(`${input}<script>`);
    const told: string[] = [];
    const splice = (start: number, end: number, bytes: Uint8Array) => {
      told.push(input.slice(0, start) + latin1Of(bytes) + input.slice(end));
    };
    const end = new Skimmer(window).skim(0, { modes: 0, beginnings: scope.beginnings, splice });
    assert.equal(end, input.length);
    assert.deepEqual(told, [expected]);
  });
}

test("all that moves without being read is a URL, whatever stands beside it", () => {
  for (const [attribute, elements] of LINKS) {
    for (const element of elements) {
      const rule = CODEBASE_ATTRIBUTES.has(element) ? "relative to a codebase" : attributeRule(attribute, element);
      assert.equal(rule, "url", `${element} ${attribute}`);
    }
  }
});

test("more links move than there is room for at once", () => {
  const map = new UrlMap([{ public: `https://www.example.com/${"x".repeat(150)}/`, internal: "http://a/" }]);
  const link = (url: string) => `<a href="${url}">`;
  const expected = link(`https://www.example.com/${"x".repeat(150)}/y`);
  assert.equal(rewriteHtml(link("http://a/y").repeat(5000), { map }), expected.repeat(5000));
  const tag = (url: string) => `<a${` href="${url}"`.repeat(1000)}>`;
  assert.equal(rewriteHtml(`<a>${tag("http://a/y")}`, { map }), `<a>${tag(expected.slice(9, -2))}`);
});

const IDLE: readonly (readonly [name: string, input: string])[] = [
  ["a path in an attribute that holds none", '<img src="" data-src="/x" title="/y" onclick="go(\'/z\')">'],
  ["markup in an element", "<noscript><img src=x.png> &copy; a</noscript>"],
];

for (const [name, input] of IDLE) {
  test(`passed over: ${name}`, () => {
    const window = new NameWindow(contextOf({ map: mounted }).scope.resolver);
    window.append(`${input}<script>`);
    assert.equal(new Skimmer(window).skim(0, { ...HINTS, modes: PATHS }), input.length);
  });
}

const MARKUP: readonly (readonly [name: string, input: string, expected: string])[] = [
  [
    "all of it moves",
    "<a href=/a><noscript><img src=/b></noscript>",
    "<a href=/app/a><noscript><img src=/app/b></noscript>",
  ],
  [
    "one does not move without being read",
    "<a href=/a><noscript><img src=/b><a href=/./c></noscript><a href=/d>",
    "<a href=/app/a><noscript><img src=/app/b><a href=/app/c></noscript><a href=/app/d>",
  ],
  ["an end tag is missing", "<p><noscript><img src=/b><a", "<p><noscript><img src=/app/b><a"],
  ["it nests too deep", deep("/x"), deep("/app/x")],
];

/** Documents that are there as a whole nest three times; what is deeper stays. */
function deep(path: string): string {
  return `<p><noscript><iframe><noframes><noembed><a href=/x></noembed><a href=${path}></noframes></iframe></noscript>`;
}

for (const [name, input, expected] of MARKUP) {
  test(`markup in an element: ${name}`, () => {
    assert.equal(rewriteFully(input, mounted), expected);
    assert.equal(rewriteHtml(input, { map: mounted, base }), expected);
  });
}

test("by option, paths move in any attribute", () => {
  const input = '<p><img data-src="/x"><img data-y="/x">';
  const options = { attributes: { "data-src": "url" } } as const;
  assert.equal(rewriteHtml(input, { map: mounted, options }), '<p><img data-src="/app/x"><img data-y="/x">');
});

test("documents that come at the same time do not meet in the memory", () => {
  const inputs = ["a", "b"].map((name) => `<p>${"x".repeat(50_000)}<a href="http://legacy.internal:8080/${name}">`);
  const rewriters = inputs.map(() => new HtmlRewriter(contextOf({ map: moved })));
  const outputs = ["", ""];
  for (let at = 0; at < inputs[0]!.length; at += 7000) {
    for (const [i, rewriter] of rewriters.entries()) outputs[i] += rewriter.write(inputs[i]!.slice(at, at + 7000));
  }
  for (const [i, rewriter] of rewriters.entries()) {
    assert.equal(
      outputs[i]! + rewriter.end(),
      inputs[i]!.replace("http://legacy.internal:8080", "https://www.example.com"),
    );
  }
});
