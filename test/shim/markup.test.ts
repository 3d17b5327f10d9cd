import assert from "node:assert/strict";
import { test } from "node:test";
import { attributeKind, moveText, type ShimKind } from "../../src/shim/browser/markup.ts";

const move = (reference: string) => (/^\/(?!app\/)/.test(reference) ? `/app${reference}` : reference);

const cases: { kind: ShimKind; input: string; expected?: string }[] = [
  { kind: "url", input: "/x", expected: "/app/x" },
  { kind: "url", input: "x" },
  { kind: "srcset", input: "/a 1x, /b,c 2x,/d", expected: "/app/a 1x, /app/b,c 2x,/d" },
  { kind: "srcset", input: " /a.png,\n/b.png 100w ", expected: " /app/a.png,\n/app/b.png 100w " },
  {
    kind: "style",
    input: "color: red; background: url(/x) , url( '/y' )",
    expected: "color: red; background: url(/app/x) , url( '/app/y' )",
  },
  { kind: "style", input: "width: calc(1px / 2)" },
  { kind: "markup", input: "no markup: href=/x" },
  { kind: "markup", input: `<a href="/x">/x</a>`, expected: `<a href="/app/x">/x</a>` },
  {
    kind: "markup",
    input: `<A title='=' HREF = '/x' class=y><img src=/z />`,
    expected: `<A title='=' HREF = '/app/x' class=y><img src=/app/z />`,
  },
  {
    kind: "markup",
    input: `<img alt="" srcset="/a 1x, /b 2x" style="background:url(/c)">`,
    expected: `<img alt="" srcset="/app/a 1x, /app/b 2x" style="background:url(/app/c)">`,
  },
  {
    kind: "markup",
    input: `<form action="/x"><button formaction=/y><object data='/z'>`,
    expected: `<form action="/app/x"><button formaction=/app/y><object data='/app/z'>`,
  },
  { kind: "markup", input: `<use xlink:href="/x#y">`, expected: `<use xlink:href="/app/x#y">` },
  { kind: "markup", input: `<p data-src="/x" hrefs=/y title="href">` },
  { kind: "markup", input: `<a href="/app/x"><a href="y"><a href="#z"><a href>` },
  { kind: "markup", input: `a < b && c > d ? href="/x"` },
  { kind: "markup", input: `<a href="/x` },
];

for (const { kind, input, expected = input } of cases) {
  test(`${kind}: ${input}`, () => {
    assert.equal(moveText(kind, input, move), expected);
    assert.equal(moveText(kind, expected, move), expected, "moved twice");
  });
}

test("attributes by their names", () => {
  const names = ["HREF", "xlink:href", "imageSrcset", "srcdoc", "style", "class", "data", "data-src", "constructor"];
  assert.deepEqual(names.map(attributeKind), [
    "url",
    "url",
    "srcset",
    "markup",
    "style",
    undefined,
    "url",
    undefined,
    undefined,
  ]);
});

test("time is linear in the length of markup", () => {
  for (const part of ["<a ", "<a href=", "<a b='", "a ", "=", "<a href='/x' "]) {
    const text = `<a ${part.repeat(200_000)}`;
    const startedAt = performance.now();
    moveText("markup", text, move);
    assert.ok(performance.now() - startedAt < 5000, part);
  }
});
