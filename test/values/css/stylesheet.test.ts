import assert from "node:assert/strict";
import { test } from "node:test";
import { rewriteWhole } from "../../../src/text-rewriter.ts";
import type { Scope } from "../../../src/url/scope.ts";
import { StylesheetRewriter } from "../../../src/values/css/stylesheet.ts";
import { rewriteValue } from "../../../src/values/table.ts";
import { assertLinear } from "../../linear-time.ts";
import { rounds, SEED, seededRandom } from "../../random.ts";
import { awkward, hosted, mounted } from "../scopes.ts";
import type { ValueCase } from "../table-test.ts";

const raw = String.raw;

/** Under a mount unless a row says otherwise; without `expected` the text must stay. */
const CASES: readonly ValueCase[] = [
  { name: "url() bare", input: "a{b:url(/x.png)}", expected: "a{b:url(/app/x.png)}" },
  { name: "url() with white space", input: "a{b:url(\n /x.png\t)}", expected: "a{b:url(\n /app/x.png\t)}" },
  {
    name: "url() in quotes",
    input: `a{b:url("/x.png") url( '/y' )}`,
    expected: `a{b:url("/app/x.png") url( '/app/y' )}`,
  },
  { name: "url() in capitals", input: "a{b:URL(/x)}", expected: "a{b:URL(/app/x)}" },
  {
    name: "url() spelled with escapes",
    input: raw`a{b:u\72 l(/x) \75\000052L(/y)}`,
    expected: raw`a{b:u\72 l(/app/x) \75\000052L(/app/y)}`,
  },
  { name: "several in one value", input: "a{b:url(/x),url(/y)}", expected: "a{b:url(/app/x),url(/app/y)}" },
  { name: "relative", input: "a{b:url(x.png)url(#f)url()}" },
  { name: "climbing", input: "a{b:url(../../x)}", expected: "a{b:url(/app/x)}" },
  {
    name: "absolute",
    input: "a{b:url(http://legacy.internal:8080/x)}",
    expected: "a{b:url(https://www.example.com/app/x)}",
  },
  {
    name: "scheme-relative",
    input: "a{b:url(//legacy.internal:8080/x)}",
    expected: "a{b:url(//www.example.com/app/x)}",
  },
  { name: "data:", input: "a{b:url(data:image/svg+xml;utf8,/x)}" },
  { name: "src()", input: `a{b:src("/x")}`, expected: `a{b:src("/app/x")}` },
  { name: "src() takes no bare URL", input: "a{b:src(/x)}" },
  {
    name: "image-set()",
    input: `a{b:image-set("/x" 1x, '/y' type("/png"), url(/z) 3x); c:"/"}`,
    expected: `a{b:image-set("/app/x" 1x, '/app/y' type("/png"), url(/app/z) 3x); c:"/"}`,
  },
  {
    name: "url() in quotes inside image-set()",
    input: `image-set(url("/x") 1x,"/y" 2x)`,
    expected: `image-set(url("/app/x") 1x,"/app/y" 2x)`,
  },
  {
    name: "src(var()) inside image-set()",
    input: `image-set(src(var(--x)),"/y")`,
    expected: `image-set(src(var(--x)),"/app/y")`,
  },
  { name: "-webkit-image-set()", input: `-webkit-image-set("/x" 1x)`, expected: `-webkit-image-set("/app/x" 1x)` },
  { name: "image()", input: `image("/x", red)`, expected: `image("/app/x", red)` },
  {
    name: "an image function that is never closed",
    input: `a{b:image-set("/x" 1x;c:"/"}`,
    expected: `a{b:image-set("/app/x" 1x;c:"/"}`,
  },
  {
    name: "AlphaImageLoader",
    input: "a{filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='/x.png',sizingMethod='crop')}",
    expected: "a{filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='/app/x.png',sizingMethod='crop')}",
  },
  { name: "behavior", input: "a{behavior:url(/x.htc)}", expected: "a{behavior:url(/app/x.htc)}" },
  { name: "@import string", input: `@import "/x.css" layer("/l");`, expected: `@import "/app/x.css" layer("/l");` },
  { name: "@import url()", input: "@IMPORT url(/x.css) print;", expected: "@IMPORT url(/app/x.css) print;" },
  { name: "@import with escapes and a comment", input: raw`@\69mport/* */'/x'`, expected: raw`@\69mport/* */'/app/x'` },
  { name: "@import without a string", input: `@import;a{b:"/x"}` },
  {
    name: "@namespace",
    input: `@namespace svg "http://legacy.internal:8080/svg";@namespace url(http://legacy.internal:8080/);`,
  },
  { name: "@namespace ends", input: "@namespace x;a{b:url(/x)}", expected: "@namespace x;a{b:url(/app/x)}" },
  {
    name: "@font-face",
    input: "@font-face{src:local('/f'),url(/f.woff2)}",
    expected: "@font-face{src:local('/f'),url(/app/f.woff2)}",
  },
  {
    name: "@document",
    input: "@-moz-document url(/x), url-prefix(http://legacy.internal:8080/y){}",
    expected: "@-moz-document url(/app/x), url-prefix(https://www.example.com/app/y){}",
  },
  { name: "a custom property", input: "a{--x:url(/x)}", expected: "a{--x:url(/app/x)}" },
  { name: "a string is no URL", input: `a::before{content:"/x"}` },
  {
    name: "a name in a string",
    input: `a[href^="http://legacy.internal:8080/x"]{}`,
    expected: `a[href^="https://www.example.com/app/x"]{}`,
  },
  { name: "url() in a string", input: `a{b:"url(/x)";c:'\\'url(/y)'}` },
  { name: "a string over two lines", input: `a{b:"x\\\nurl(/y)"}` },
  { name: "a bad string ends with its line", input: `a{b:"x\nurl(/y)}`, expected: `a{b:"x\nurl(/app/y)}` },
  { name: "url() in a comment", input: "/* url(/x) */a{}" },
  {
    name: "a name in a comment",
    input: "/* http://legacy.internal:8080/x */",
    expected: "/* https://www.example.com/app/x */",
  },
  { name: "a comment without an end", input: "/* url(/x)" },
  { name: "a comment in a name", input: "a{b:url/**/(/x)}" },
  { name: "comment marks in a URL", input: "a{b:url(/*x*/y)}", expected: "a{b:url(/app/*x*/y)}" },
  {
    name: "a source map",
    input: "/*# sourceMappingURL=/x.css.map */",
    expected: "/*# sourceMappingURL=/app/x.css.map */",
  },
  { name: "a source map of old", input: "/*@ sourceMappingURL=/x */", expected: "/*@ sourceMappingURL=/app/x */" },
  { name: "no source map", input: "/*# x=/x */ /*x# sourceMappingURL=/x */" },
  { name: "a bad URL", input: `a{b:url(/x"y) url(/z w) url(/v(w) url(/u\\\n)}` },
  {
    name: "a bad URL ends with a parenthesis",
    input: raw`a{b:url(/x"\)url(/y)url(/z)}`,
    expected: raw`a{b:url(/x"\)url(/y)url(/app/z)}`,
  },
  { name: "a longer name", input: "a{b:my-url(/x) curl(/y) 1url(/z) url2(/w) @url(/v)}" },
  { name: "a name with bytes above ASCII", input: "a{b:\xc3\xa9url(/x)}" },
  { name: "an open url() at the end", input: "a{b:url(/x ", expected: "a{b:url(/app/x " },
  { name: "an open string at the end", input: "@import '/x", expected: "@import '/app/x" },
  { name: "an escape at the end", input: "a{b:url(/x\\", expected: "a{b:url(/app/x\\" },
  { name: "a slash at the end", input: "a /" },
  {
    name: "escapes in a URL",
    scope: hosted,
    input: raw`a{b:url(http\3a\2f\2flegacy\.internal:8080/x) url("HTTP\:\/\/legacy.internal:8080\/y")}`,
    expected: raw`a{b:url(https\3a\2f\2f www.example.com/x) url("https\:\/\/www.example.com\/y")}`,
  },
  {
    name: "a folded string",
    scope: hosted,
    input: '@import "http://legacy.\\\ninternal:8080/x";',
    expected: '@import "https://www.example.com/x";',
  },
  {
    name: "a public path that needs escapes",
    scope: awkward,
    input: `url(/x)url('/x')url("/x")`,
    expected: raw`url(/a\'\(b\);c,d/x)url('/a\'(b);c,d/x')url("/a'(b);c,d/x")`,
  },
];

for (const { name, input, expected = input, scope = mounted } of CASES) {
  test(`StylesheetRewriter: ${name}`, () => {
    assert.equal(rewriteWhole(new StylesheetRewriter(scope), input), expected, "whole");
    assert.equal(rewritePieces(scope, [...input]), expected, "char by char");
    for (let i = 1; i < input.length; i++) {
      assert.equal(rewritePieces(scope, [input.slice(0, i), input.slice(i)]), expected, `split at ${i}`);
    }
    assert.equal(rewriteValue("stylesheet", input, scope), expected, "as a value");
    assert.equal(rewriteWhole(new StylesheetRewriter(scope), expected), expected, "rewritten twice");
  });
}

function rewritePieces(scope: Scope, pieces: readonly string[], pendingBytes?: number): string {
  const rewriter = new StylesheetRewriter(scope, pendingBytes);
  return pieces.map((piece) => rewriter.write(piece)).join("") + rewriter.end();
}

test("StylesheetRewriter returns the same output for every split of a mixture of broken tokens", () => {
  const random = seededRandom(SEED);
  const below = (bound: number) => Math.floor(random() * bound);
  const words = CASES.map(({ input }) => input).concat([
    "'",
    '"',
    "\\",
    "(",
    ")",
    "url(",
    "/*",
    "*/",
    "\n",
    "@import ",
  ]);
  for (let round = 0; round < rounds(200); round++) {
    const input = Array.from({ length: 8 }, () => words[below(words.length)]).join("");
    const pieces: string[] = [];
    for (let start = 0; start < input.length; ) {
      const end = start + 1 + below(12);
      pieces.push(input.slice(start, end));
      start = end;
    }
    const pendingBytes = 8 + below(64);
    const whole = rewritePieces(mounted, [input], pendingBytes);
    assert.equal(rewritePieces(mounted, pieces, pendingBytes), whole, `SEED=${SEED}: ${JSON.stringify(pieces)}`);
  }
});

test("StylesheetRewriter lets a URL pass that is longer than the limit, and goes on behind it", () => {
  const long = "y".repeat(100);
  const input = `a{b:url(/x${long}) url("/${long}") url(/z)}`;
  const expected = `a{b:url(/x${long}) url("/${long}") url(/app/z)}`;
  assert.equal(rewritePieces(mounted, [input], 64), expected);
  assert.equal(rewritePieces(mounted, [...input], 64), expected);
});

test("StylesheetRewriter returns the very piece in which nothing changed", () => {
  const piece = "a { color: red; background: url(x.png) }\n";
  const rewriter = new StylesheetRewriter(mounted);
  assert.equal(rewriter.write(piece), piece);
});

for (const [name, unit] of [
  ["quotes", `"`],
  ["open functions", "url("],
  ["escapes", "\\"],
  ["comments", "/*"],
  ["image functions", "image-set("],
  ["names", "a"],
  ["at signs", "@"],
] as const) {
  test(`StylesheetRewriter takes linear time on nothing but ${name}`, () => {
    assertLinear((times) => rewriteAll(unit, times * 200_000));
  });
}

function rewriteAll(unit: string, length: number): void {
  const input = unit.repeat(length / unit.length);
  const pieces = input.match(/.{1,1000}/gs) ?? [];
  assert.equal(rewritePieces(mounted, pieces).length, input.length);
}

test("a comment as long as may be held back reads the same when its end is cut in half", () => {
  const pieces = ["a{b:url/**/(/x)}/*@ ", "so", "urceMappi", "ngURL=/x *", "/a{b"];
  for (let pendingBytes = 8; pendingBytes < 72; pendingBytes++) {
    assert.equal(rewritePieces(mounted, pieces, pendingBytes), rewritePieces(mounted, [pieces.join("")], pendingBytes));
  }
});
