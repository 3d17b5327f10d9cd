import assert from "node:assert/strict";
import { test } from "node:test";
import { TEXT_ELEMENTS } from "../../src/html/content/embedded.ts";
import type { EngineName } from "../../src/options.ts";
import { mounted, rewriteHtml } from "./harness.ts";
import { assertAnySplit } from "./splits.ts";

interface Row {
  name: string;
  input: string;
  expected: string;
  /** Engines that read this markup differently, by a divergence that the scanners' tests name. */
  not?: readonly EngineName[];
}

const I = "http://legacy.internal:8080";
const P = "https://www.example.com/app";

/**
 * Markup as the application writes it, and as it is below a mount: `@` stands for the internal origin and for the public
 * place, `~` for the mount alone, which is not there before.
 */
function row(name: string, markup: string, not?: Row["not"]): Row {
  const input = markup.replaceAll("@", I).replaceAll("~", "");
  const expected = markup.replaceAll("@", P).replaceAll("~", "/app");
  return { name, input, expected, ...(not && { not }) };
}

const rows: readonly Row[] = [
  row("conditional comment", `<!--[if lt IE 9]><script src="~/x"></script><link href=@/y><![endif]--><a href=~/z>`),
  row("conditional comment, by operators", `<!--[if (IE 6)|(IE 7)]><a href="~/x"><![endif]-->`),
  row("conditional comment of Office", `<!--[if gte mso 9]><xml><v:imagedata src="~/x"/></xml><![endif]-->`),
  row(
    "conditional comment with all kinds of text",
    `<!--[if IE]>@ <style>a{b:url(~/x)}</style><!-- @ --><p>@<![endif]`,
  ),
  row("conditional comment with a script", `<!--[if IE]><script>go("@/x", "/y")</script><a href=~/z><![endif]-->`),
  row("conditional comment that is cut off", `<!--[if IE]><a href="~/x"><a href="/y`),
  row("conditional comment in noscript", `<noscript><!--[if IE]><a href="~/x"><![endif]--><a href=~/y></noscript>`, [
    "htmlparser2",
  ]),
  row("for other browsers", `<![if !IE]><a href="~/x"><![endif]><a href="~/y">`),
  row("for other browsers, in a valid way", `<!--[if !IE]><!--><a href="~/x"><!--<![endif]--><a href="~/y">`),
  row("for other browsers, in the old way", `<!--[if !IE]>--><a href="~/x"><!--<![endif]--><a href="~/y">`),
  row(
    "conditional comments in each other",
    `<!--[if IE]><![if gt IE 6]><a href="~/x"><![endif]><![endif]--><a href=~/y>`,
  ),
  row("a comment in brackets", `<!--[x] <a href="/x"> @ --><a href="~/y">`),
  row("a comment that is almost conditional", `<!--[i]--><!--[--><!--[if--><!-- [if IE]><a href="/x"><![endif] -->`),

  // What a server in front of us is told: names move, as in any text; a path is the server's own.
  row("server-side includes", `<!--#include virtual="/x" --><!--#include file="y" --><!--#echo var="@/z" -->`),
  row("edge-side includes", `<esi:include src="/x" alt="/y"/><esi:include src="@/z"/><esi:inline name="/v" />`),
  row("edge-side includes in a comment", `<!--esi <esi:include src="/x"/> <a href="@/y">z</a> --><a href="~/x">`),
  row("removed by edge-side includes", `<esi:remove><a href="~/x">@</a></esi:remove>`),

  row("noscript in the head", `<head><noscript><link href=~/x><style>a{b:url(~/y)}</style></noscript><link href=~/z>`),
  row("noscript in the body", `<noscript><img src="~/x" alt="@">@<!-- @ --></noscript><img src="~/y">`),
  row("noscript that is cut off", `<noscript><img src="~/x"><img src="/y`),
  row("template", `<template><a href="~/x">@</a><template><a href="~/y"></a></template></template>`),
  row("template for a shadow", `<x-y><template shadowrootmode=open><style>a{b:url(~/x)}</style></template></x-y>`),
  row("noframes", `<frameset><frame src="~/x"><noframes><a href="~/y">@</a></noframes></frameset>`),
  row("noembed", `<embed src="~/x"><noembed><a href="~/y">@</a></noembed><a href="~/z">`),
  row("iframe", `<iframe src="~/x"><a href="~/y">@</a></iframe><a href="~/z">`),
  row("xmp", `<xmp><a href="/x">@/y</a></xmp><a href="~/z">`),
  row("listing", `<listing><a href="~/x">@/y</a></listing>`),
  row("plaintext", `<a href="~/x"><plaintext><a href="/y">@/z</plaintext><a href="/z">`),
  row("title", `<title><a href="/x">@/y</title><a href="~/z">`),
  row("title of SVG", `<svg><title><a href="~/x">@/y</a></title><a href="~/z"/></svg>`, ["htmlparser2"]),
  row("style of SVG", `<svg><style>a{b:url("~/x")} /* @ */</style><a href="~/y"/></svg>`),
  row("CDATA in SVG", `<svg><text><![CDATA[<a href="/x">@/y]]></text><a href="~/z"/></svg>`),

  row("an XML declaration", `<?xml version="1.0"?><a href="~/x">`),
  row("a stylesheet for XML", `<?xml-stylesheet href="/x"?><?xml-stylesheet href="@/y"?>`),
  row("a namespace of Internet Explorer", `<?import namespace="x" implementation="@/x.htc" /><x:y href="@/y">`),
  row("code that a server forgot", `<?php echo "@/x" ?><% go("@/y") %><a href="~/z">`),
  row("declarations", `<!ELEMENT a "@/x"><!DOCTYPE html><!ENTITY b "@/y">`),
  row("an end tag that is a comment", `</ @/x><a href="~/y"></a href="/z">`),
];

const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];

for (const { name, input, expected, not = [] } of rows) {
  for (const engine of ENGINES.filter((candidate) => !not.includes(candidate))) {
    test(`hidden markup: ${name} (${engine})`, () => {
      const settings = { map: mounted, options: { engine } };
      assertAnySplit((cuts) => rewriteHtml(input, settings, cuts), input.length, expected);
      assert.equal(rewriteHtml(expected, settings), expected, "not idempotent");
    });
  }
}

/** What moves in the text of an element; `@` and `~` as in the rows above. */
const NAMES = `@/x <a href="/y">`;
const STYLE = `@/x <a href="/y"> url(~/z)`;
const MARKUP = `@/x <a href="~/y">`;
const FORM_VALUE = `http://legacy.internal:8080/x <a href="/y">`;
const TEXTS: Readonly<Record<string, string>> = {
  script: NAMES,
  style: STYLE,
  title: NAMES,
  textarea: FORM_VALUE,
  option: `http://legacy.internal:8080/x <a href="~/y">`,
  xmp: NAMES,
  plaintext: NAMES,
  noscript: MARKUP,
  noframes: MARKUP,
  noembed: MARKUP,
  iframe: MARKUP,
};

for (const element of TEXT_ELEMENTS) {
  test(`hidden markup: the text of ${element}`, () => {
    const text = TEXTS[element];
    assert.ok(text, "no sample");
    const { input, expected } = row(element, `<${element}>${text}</${element}>`);
    for (const engine of ENGINES)
      assert.equal(rewriteHtml(input, { map: mounted, options: { engine } }), expected, engine);
  });
}
