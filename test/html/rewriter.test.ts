import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineName } from "../../src/options.ts";
import { rounds, SEED, seededRandom } from "../random.ts";
import { elsewhere, elsewhereMounted, type HtmlSettings, mounted, randomCuts, rewriteHtml } from "./harness.ts";

interface Row {
  name: string;
  input: string;
  expected: string;
  settings?: HtmlSettings;
  /** Engines that read this markup differently, by a divergence that the scanners' tests name. */
  not?: readonly EngineName[];
}

const I = "http://legacy.internal:8080";
const P = "https://www.example.com";
const mount: HtmlSettings = { map: mounted, base: `${I}/dir/page` };

/** Markup in which `@` stands for the internal origin before, and for the public one after. */
function row(name: string, markup: string, settings?: HtmlSettings, not?: Row["not"]): Row {
  const expected = markup.replaceAll("@", P);
  return { name, input: markup.replaceAll("@", I), expected, ...(settings && { settings }), ...(not && { not }) };
}

const rows: Row[] = [
  row("double quotes", `<a href="@/x">x</a>`),
  row("single quotes", `<a href='@/x'>x</a>`),
  row("no quotes", `<a href=@/x>x</a>`),
  row("odd spacing and case", `<A\n HREF = "@/x"\t>x</A >`),
  row("an ampersand that begins no reference", `<a title="a&@/x" onclick="go(b&@/x)" href="/x?a&@/y">`),
  {
    name: "bytes of a path that climbs",
    input: `<a href="../../\xc3\xa9/x">`,
    expected: `<a href="/app/\xc3\xa9/x">`,
    settings: mount,
  },
  row("several attributes", `<img class=c src="@/a.png" alt="" srcset="@/b.png 2x, @/c,d.png 3x">`),
  row("a tag that a comment hides", `<!-- <a href="/x"> --><a href="@/y">`),
  row("a name in a comment", `<!-- see @/x -->`),
  row("what may begin a name, before a document type", `http:<!DOCTYPE html>x`),
  row("what may begin a name, before a comment in a title of SVG", `<svg><title>http:<!-- x --></title></svg>`),
  row("visible text", `<p>Open @/x, or <b>@</b>.</p>`),
  row("ping", `<a ping="@/a @/b" href="/">`),
  row("meta refresh", `<meta http-equiv="refresh" content="5; url=@/x">`),
  row("meta refresh, attributes turned round", `<meta content='0;URL="@/x"' http-equiv=REFRESH>`),
  row("og:url", `<meta property="og:url" content="@/x">`),
  row("meta that old agents take for a field", `<meta http-equiv="Link" content="<@/x>; rel=next">`),
  row("style attribute", `<p style="background:url(@/a.png)">`),
  row("style attribute, quoted by references", `<p style="background:url(&quot;@/a.png&quot;)">`),
  row("style element", `<style>a{background:url("@/a.png")}</style>`),
  row("script", `<script>var u = "@/x";</script>`),
  row("event handler", `<a onclick="go('@/x')">`),
  row("event handler, quoted by references", `<a onclick="go(&quot;@/x&quot;)">`),
  row("javascript URL", `<a href="javascript:go('@/x')">`),
  row("data attribute", `<p data-url="@/x" data-json='{"u":"@/y"}'>`),
  row("title", `<title>@/x</title>`),
  row("noscript", `<noscript><img src="@/x"></noscript>`),
  row("template", `<template><a href="@/x"></a></template>`),
  row("script that holds a template", `<script type="text/template"><a href="@/x"></a></script>`),
  row("conditional comment", `<!--[if IE]><link href="@/ie.css"><![endif]-->`),
  row("srcdoc", `<iframe srcdoc="<a href='@/x'>y</a>"></iframe>`),
  row("svg", `<svg><a xlink:href="@/x"><image href="@/y"/></a></svg>`),
  row("a link behind a self-closing script in svg", `<svg><script href="@/s"/><a href="@/x"/></svg>`, undefined, [
    "htmlparser2",
  ]),
  row(
    "script that only looks closed",
    `<script><!--<script></script><a href="/x">--></script><a href="@/y">`,
    undefined,
    ["htmlparser2"],
  ),
  row("obsolete attributes", `<body background="@/b.png"><img lowsrc="@/l" longdesc="@/d"><frame src="@/f">`),
  row("applet", `<applet codebase="@/c/" archive="@/a.jar,@/b.jar">`),
  row("object", `<object data="@/d" archive="@/a.jar @/b.jar"><param name="movie" value="@/m.swf"></object>`),
  row("form", `<form action="@/f"><button formaction="@/g"></form>`),

  {
    name: "escaped slashes in a script",
    input: `<script>u="http:\\/\\/legacy.internal:8080\\/x"</script>`,
    expected: `<script>u="https:\\/\\/www.example.com\\/x"</script>`,
  },
  {
    name: "references",
    input: `<a href="http&#58;&#x2F;/legacy&period;internal:8080/x?a=1&amp;b=2">`,
    expected: `<a href="https&#58;&#x2F;/www.example.com/x?a=1&amp;b=2">`,
  },
  {
    name: "white space that a URL ignores",
    input: `<a href=" http://legacy.inter\nnal:8080/x ">`,
    expected: ` <a href=" https://www.example.com/x ">`.slice(1),
  },
  {
    name: "percent-encoded parameter",
    input: `<a href="/login?return=http%3A%2F%2Flegacy.internal%3A8080%2Fx">`,
    expected: `<a href="/login?return=https%3A%2F%2Fwww.example.com%2Fx">`,
  },
  {
    name: "form fields stay",
    input: `<input value="${I}/x"><textarea>${I}/y</textarea><option value="${I}/z">`,
    expected: `<input value="${I}/x"><textarea>${I}/y</textarea><option value="${I}/z">`,
  },
  row("form fields move with their way back", `<input value="@/x"><textarea>@/y</textarea><option value="@/z">`, {
    options: { forms: true },
  }),
  row(
    "form fields as they come back: without references",
    `<textarea>@&#x2F;x +&gt;@/y</textarea><input value="@&#47;x">`,
    {
      options: { forms: true },
    },
  ),
  {
    name: "in form fields, names stay that would not come back",
    input: `<textarea>git&#43;${I}/x ${I.toUpperCase()}/y</textarea><input value="https${I.slice(4)}/z">`,
    expected: `<textarea>git&#43;${I}/x ${I.toUpperCase()}/y</textarea><input value="https${I.slice(4)}/z">`,
    settings: { options: { forms: true } },
  },
  {
    name: "identifiers stay",
    input: `<html xmlns="${I}/ns"><p itemtype="${I}/T" itemid="${I}/i" rel="${I}/r">`,
    expected: `<html xmlns="${I}/ns"><p itemtype="${I}/T" itemid="${I}/i" rel="${I}/r">`,
  },
  row("identifiers by option", `<p itemtype="@/T" itemid="@/i">`, { options: { identifiers: true } }),
  {
    name: "doctype stays",
    input: `<!DOCTYPE html SYSTEM "${I}/x.dtd"><p>`,
    expected: `<!DOCTYPE html SYSTEM "${I}/x.dtd"><p>`,
  },
  {
    name: "scripts off",
    input: `<script>"${I}"</script><a onclick="'${I}'">`,
    expected: `<script>"${I}"</script><a onclick="'${I}'">`,
    settings: { options: { scripts: false } },
  },
  {
    name: "css off",
    input: `<style>a{b:url(${I})}</style><p style="b:url(${I})">`,
    expected: `<style>a{b:url(${I})}</style><p style="b:url(${I})">`,
    settings: { options: { css: false } },
  },
  {
    name: "text off",
    input: `<p title="${I}">${I}<!-- ${I} --></p>`,
    expected: `<p title="${I}">${I}<!-- ${I} --></p>`,
    settings: { options: { text: false } },
  },
  {
    name: "an attribute of the administrator's",
    input: `<p data-endpoint="/x">`,
    expected: `<p data-endpoint="/app/x">`,
    settings: { ...mount, options: { attributes: { "data-endpoint": "url" } } },
  },

  {
    name: "digest of what we rewrite goes",
    input: `<script src="${I}/a.js" integrity="sha384-x" async></script>`,
    expected: `<script src="${P}/a.js" async></script>`,
  },
  {
    name: "digest of a relative script goes",
    input: `<script integrity='sha384-x' src=a.js></script>`,
    expected: `<script src=a.js></script>`,
  },
  {
    name: "digest of a foreign script stays",
    input: `<script src="https://cdn.example/a.js" integrity="sha384-x"></script>`,
    expected: `<script src="https://cdn.example/a.js" integrity="sha384-x"></script>`,
  },
  {
    name: "digest of a stylesheet goes",
    input: `<link rel=stylesheet href=/a.css integrity=sha256-x>`,
    expected: `<link rel=stylesheet href=/a.css>`,
  },
  {
    name: "digest of an icon stays",
    input: `<link rel=icon href=/a.png integrity=sha256-x>`,
    expected: `<link rel=icon href=/a.png integrity=sha256-x>`,
  },

  {
    name: "hashed script stays",
    input: `<script>"${I}"</script><style>a{b:url(${I})}</style>`,
    expected: `<script>"${I}"</script><style>a{b:url(${P})}</style>`,
    settings: { hashed: { scripts: true, styles: false } },
  },
  {
    name: "a policy in the document",
    input: `<meta http-equiv=Content-Security-Policy content="script-src 'sha256-x'"><script>"${I}"</script><a onclick="'${I}'">`,
    expected: `<meta http-equiv=Content-Security-Policy content="script-src 'sha256-x'"><script>"${I}"</script><a onclick="'${I}'">`,
  },
  row("an address in angle brackets", `<p>Write to <@/x?y=1> or <@>.</p>`),
  row("an address in angle brackets, with what looks like attributes", `<@/x a="@/y" href=@/z>@`),
  {
    name: "an address in angle brackets, by option",
    input: `<${I}/x>`,
    expected: `<${I}/x>`,
    settings: { options: { text: false } },
  },
  row("script with a nonce moves", `<script nonce=abc>"@"</script>`, { hashed: { scripts: true, styles: true } }),

  {
    name: "mount: root-relative",
    input: `<a href="/x"><img src='/y'><form action=/z>`,
    expected: `<a href="/app/x"><img src='/app/y'><form action=/app/z>`,
    settings: mount,
  },
  { name: "mount: there already", input: `<a href="/app/x">`, expected: `<a href="/app/x">`, settings: mount },
  {
    name: "mount: lists",
    input: `<img srcset="/a 1x, /b 2x"><a ping="/c /d">`,
    expected: `<img srcset="/app/a 1x, /app/b 2x"><a ping="/app/c /app/d">`,
    settings: mount,
  },
  {
    name: "mount: relative stays, climbing moves",
    input: `<a href="x"><a href="../y"><a href="../../z">`,
    expected: `<a href="x"><a href="../y"><a href="/app/z">`,
    settings: mount,
  },
  {
    name: "mount: css",
    input: `<p style="b:url(/a)"><style>@import "/c"; d{e:url('/f')}</style>`,
    expected: `<p style="b:url(/app/a)"><style>@import "/app/c"; d{e:url('/app/f')}</style>`,
    settings: mount,
  },
  {
    name: "mount: refresh",
    input: `<meta http-equiv=refresh content="0;url=/x">`,
    expected: `<meta http-equiv=refresh content="0;url=/app/x">`,
    settings: mount,
  },
  {
    name: "mount: not in text or scripts",
    input: `<p title="/x">/x<script>"/x"</script>`,
    expected: `<p title="/x">/x<script>"/x"</script>`,
    settings: mount,
  },
  {
    name: "mount: a base element moves the root",
    input: `<base href="/deep/er/"><a href="../../x">`,
    expected: `<base href="/app/deep/er/"><a href="../../x">`,
    settings: mount,
  },
  {
    name: "mount: only the first base counts",
    input: `<base href="/a/"><base href="http://elsewhere/"><a href="/x">`,
    expected: `<base href="/app/a/"><base href="http://elsewhere/"><a href="/app/x">`,
    settings: mount,
  },
  {
    name: "mount: under a foreign base",
    input: `<base href="http://elsewhere/"><a href="/x">`,
    expected: `<base href="http://elsewhere/"><a href="/x">`,
    settings: mount,
  },
  {
    name: "mount: srcdoc",
    input: `<iframe srcdoc="&lt;a href=&quot;/x&quot;>y">`,
    expected: `<iframe srcdoc="&lt;a href=&quot;/app/x&quot;>y">`,
    settings: mount,
  },

  { name: "ends inside a tag name", input: `<p>x</p><a`, expected: `<p>x</p><a` },
  { name: "ends inside an attribute", input: `<a href="${I}/x`, expected: `<a href="${I}/x` },
  { name: "ends inside a reference", input: `<p>x &am`, expected: `<p>x &am` },
  row("ends inside a comment", `<!-- @/x`),
  row("ends inside a script", `<script>"@/x`),
  row("ends inside a style", `<style>a{b:url("@/x"`),
  {
    name: "a tag too long to keep passes",
    input: `<a title="${"x".repeat(300)}" href="${I}/x"><a href="${I}/y">`,
    expected: `<a title="${"x".repeat(300)}" href="${I}/x"><a href="${P}/y">`,
    settings: { pendingTokenBytes: 100 },
  },
];

const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];

for (const { name, input, expected, settings = {}, not = [] } of rows) {
  for (const engine of ENGINES.filter((candidate) => !not.includes(candidate))) {
    test(`html: ${name} (${engine})`, () => {
      const all: HtmlSettings = { ...settings, options: { ...settings.options, engine } };
      const isCutSensitive = settings.pendingTokenBytes !== undefined;
      if (!isCutSensitive) assert.equal(rewriteHtml(input, all), expected);
      assert.equal(
        rewriteHtml(
          input,
          all,
          [...input].map((_, i) => i),
        ),
        expected,
        "char by char",
      );
      if (isCutSensitive) return;
      for (let cut = 1; cut < input.length; cut += 1 + Math.floor(input.length / 120)) {
        assert.equal(rewriteHtml(input, all, [cut]), expected, `cut at ${cut}`);
      }
      const random = seededRandom(SEED);
      for (let i = 0; i < rounds(5); i++) {
        const cuts = randomCuts(input.length, 5, random);
        assert.equal(rewriteHtml(input, all, cuts), expected, `SEED=${SEED}, cut at ${cuts}`);
      }
      assert.equal(rewriteHtml(expected, all), expected, "not idempotent");
    });
  }
}

for (const engine of ENGINES) {
  for (const map of [elsewhere, elsewhereMounted]) {
    test(`html: a map that matches nothing is the identity (${engine})`, () => {
      for (const { input } of rows.filter((candidate) => !/[="';]\/|\.\.\/|integrity/.test(candidate.input))) {
        assert.equal(rewriteHtml(input, { map, options: { engine } }, [Math.floor(input.length / 2)]), input);
      }
    });
  }
}
