import assert from "node:assert/strict";
import { test } from "node:test";
import type { AttributeKind } from "../../src/html/attributes/attribute-kind.ts";
import { ANY, type AttributeRule, attributeRows } from "../../src/html/attributes/attributes.ts";
import { metaContent, NAMES, PRAGMAS } from "../../src/html/attributes/meta.ts";
import { paramValue, URL_PARAMS } from "../../src/html/attributes/param.ts";
import type { EngineName, RewriteOptions } from "../../src/options.ts";
import { mounted, rewriteHtml } from "./harness.ts";

const I = "http://legacy.internal:8080";
const P = "https://www.example.com";

/** What an attribute holds, and what that becomes below a mount. */
interface Sample {
  value: string;
  expected: string;
  /** Of the same tag. */
  others?: string;
  /** What it becomes with options. */
  byOption?: readonly [options: RewriteOptions, expected: string];
}

/** For every kind that the tables name a value that no text would turn into the same. */
const SAMPLES: Partial<Record<AttributeKind, Sample>> = {
  url: { value: "/x", expected: "/app/x" },
  // No scheme-relative text, but a URL to a browser.
  "url-if-named": { value: "http:legacy.internal:8080/x", expected: `${P}/app/x` },
  "url-list": { value: "/x /y", expected: "/app/x /app/y" },
  "url-comma-list": { value: "/x,/y", expected: "/app/x,/app/y" },
  srcset: { value: "/x 1x, /y,z 2x", expected: "/app/x 1x, /app/y,z 2x" },
  refresh: { value: "1; url=/x", expected: "1; url=/app/x" },
  declarations: { value: "a:url(/x)", expected: "a:url(/app/x)" },
  "origin-list": { value: `a ${I}`, expected: `a ${P}` },
  csp: { value: "img-src http://legacy.internal:*", expected: "img-src https://www.example.com" },
  link: { value: "</x>; rel=next", expected: "</app/x>; rel=next" },
  "set-cookie": { value: "a=b; Path=/x", expected: "a=b; Path=/app/x" },
  "task-pairs": { value: "icon-uri=/x;polling-uri=/y", expected: "icon-uri=/app/x;polling-uri=/app/y" },
  "app-pairs": { value: "app-id=/x,app-argument=/x", expected: "app-id=/x,app-argument=/app/x" },
  html: { value: "<a href='/x'>", expected: "<a href='/app/x'>" },
  // Unlike that of a link, the query of a base is nobody's business.
  base: { value: `/x?${I}`, expected: `/app/x?${I}` },
  integrity: { value: "sha256-x", expected: "", others: "rel=preload href=x src=x" },
  "form-value": { value: I, expected: I, byOption: [{ forms: true }, `${P}/app`] },
  identifier: { value: I, expected: I, byOption: [{ identifiers: true }, `${P}/app`] },
  opaque: { value: I, expected: I, byOption: [{ forms: true, identifiers: true }, I] },
};

const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];

function rewrite(markup: string, engine: EngineName, options: RewriteOptions = {}): string {
  return rewriteHtml(markup, { map: mounted, base: `${I}/dir/page`, options: { ...options, engine } });
}

interface Place {
  element: string;
  attribute: string;
  engine: EngineName;
}

/** What the value of an attribute becomes; "" for an attribute that went. */
function outcome(
  { element, attribute, engine }: Place,
  { value, others = "" }: Sample,
  options?: RewriteOptions,
): string {
  const output = rewrite(`<${element} ${others} ${attribute}="${value}" x>`, engine, options);
  return /="([^"]*)" x>$/.exec(output)?.[1] ?? "";
}

/** Checks an attribute that a row is about, and that without the row it would become something else. */
function assertOutcome(element: string, attribute: string, sample: Sample, without: Omit<Place, "engine">): void {
  for (const engine of ENGINES) {
    const place = { element, attribute, engine };
    assert.equal(outcome(place, sample), sample.expected, engine);
    if (sample.byOption) assert.equal(outcome(place, sample, sample.byOption[0]), sample.byOption[1], engine);
  }
  assert.notEqual(outcome({ ...without, engine: "scan" }, sample), sample.expected, "the sample shows nothing");
}

const UNKNOWN = { element: "x-any", attribute: "x-unknown" };

for (const [names, rule, elements] of attributeRows()) {
  if (typeof rule === "function") continue;
  test(`${names} of ${elements}: ${rule}`, () => {
    const sample = SAMPLES[rule];
    assert.ok(sample, "no sample");
    for (const name of names.split(" ")) {
      for (const element of elements.split(" ")) {
        if (element === ANY) assertOutcome("x-any", name, sample, UNKNOWN);
        else assertOutcome(element, name, sample, { element: "x-any", attribute: name });
      }
    }
  });
}

const LAZY_BACKGROUND: readonly Sample[] = [
  { value: "url(/x)", expected: "url(/app/x)" },
  { value: "image-set('/x' 1x)", expected: "image-set('/app/x' 1x)" },
];

/** Attributes whose kind other attributes, or their own value, decide. */
const DECIDED: Readonly<Record<string, readonly Sample[]>> = {
  "by from to": [
    { others: 'attributeName="href"', value: "/x", expected: "/app/x" },
    { others: 'attributeName=" XLINK:HREF"', value: "/x", expected: "/app/x" },
    { others: 'attributeName="fill"', value: "url(/x#y)", expected: "url(/app/x#y)" },
  ],
  "data-background": LAZY_BACKGROUND,
  "data-background-image": LAZY_BACKGROUND,
  "data-bg": LAZY_BACKGROUND,
};
/** Those that have tables of their own, below. */
const TABLES: ReadonlySet<AttributeRule> = new Set([metaContent, paramValue]);

for (const [names, rule, elements] of attributeRows()) {
  if (typeof rule === "string" || TABLES.has(rule)) continue;
  test(`${names} of ${elements}: by a rule`, () => {
    const samples = DECIDED[names] ?? [];
    assert.ok(samples.length > 0, "no sample");
    for (const sample of samples) {
      for (const name of names.split(" ")) {
        for (const element of elements.replace(ANY, "x-any").split(" ")) {
          assertOutcome(element, name, sample, UNKNOWN);
        }
      }
    }
  });
}

const metaRows = [
  ...Object.entries(PRAGMAS).map(([name, kind]) => ({ name, kind, selectors: ["http-equiv"] })),
  ...Object.entries(NAMES).map(([name, kind]) => ({ name, kind, selectors: ["name", "property"] })),
];

for (const { name, kind, selectors } of metaRows) {
  test(`content of meta ${selectors.join(" or ")} ${name}: ${kind}`, () => {
    const sample = SAMPLES[kind];
    assert.ok(sample, "no sample");
    for (const selector of selectors) {
      const others = `${selector}=" ${name.toUpperCase()}\n"`;
      assertOutcome("meta", "content", { ...sample, others }, UNKNOWN);
    }
  });
}

for (const name of URL_PARAMS) {
  test(`value of param ${name}: url-if-named`, () => {
    const others = `name=" ${name.toUpperCase()} "`;
    assertOutcome("param", "value", { ...(SAMPLES["url-if-named"] as Sample), others }, UNKNOWN);
  });
}

/** `@` stands for the internal origin before, and for the public place after. */
function row(name: string, markup: string, options?: RewriteOptions) {
  return { name, input: markup.replaceAll("@", I), expected: markup.replaceAll("@", `${P}/app`), options };
}

function stays(name: string, input: string, options?: RewriteOptions) {
  return { name, input, expected: input, options };
}

const rows: readonly { name: string; input: string; expected: string; options?: RewriteOptions | undefined }[] = [
  row("any attribute", `<p data-src="@/x" aria-label="at @/y" x-y='{"u":"@/z"}'>`),
  row("event handlers", `<v:shape onmenuclick="go('@/x')" ONCLICK=go('@/y')>`),
  stays("event handlers, by option", `<a onclick="go('${I}')">`, { scripts: false }),
  stays("what may be a path or anything else", `<p data-src="/x" data-url="/y"><x-card href="/z" src="/z">`),
  stays("namespaces", `<svg xmlns="${I}/ns" xmlns:x="${I}/ns">`),
  stays("a class identifier", `<object classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000">`),
  stays("a map in the page", `<img usemap="#m"><svg><use href="#u" fill="url(#p)"/></svg>`),
  stays("whether to push a URL", `<a hx-push-url="true">`),
  stays("a form without a place", `<form action="">`),
  stays("what a form control is called", `<input name="${I}"><select name="${I}"></select>`),

  row("meta names", `<meta property="og:url" content="@/x"><meta name="twitter:image" content="@/y.png">`),
  row("meta names of apps", `<meta property="al:web:url" content="@/x"><meta name="identifier-url" content="@/y">`),
  row("what a page says of itself", `<meta name="description" content="See @/x">`),
  row("labels of a page", `<meta http-equiv="PICS-Label" content='(PICS-1.1 "http://i.example" l for "@/x" r (a 0))'>`),
  stays("a path in a meta that may be anything", `<meta name="thumbnail" content="/x"><meta content="/y">`),

  {
    name: "a param that is a reference",
    input: `<param name="x" valuetype="REF" value="/x">`,
    expected: `<param name="x" valuetype="REF" value="/app/x">`,
  },
  row("a param with several URLs", `<param name="archive" value="@/a.jar,@/b.jar">`),
  row("flash variables", `<param name="flashvars" value="a=1&amp;file=@/x"><embed flashvars="file=@/x">`),
  stays("a param that may be anything", `<param name="x" value="/x"><param name="src" value="/y">`),

  {
    name: "archives below a codebase",
    input: `<applet codebase="/c/" archive="/a.jar,b.jar,../../../c.jar" code="D.class">`,
    expected: `<applet codebase="/app/c/" archive="/app/a.jar,b.jar,/app/c.jar" code="D.class">`,
  },
  {
    name: "an object climbs from its codebase",
    input: `<object data="../x" codebase="/c/"><object data="../../x" codebase="/c/">`,
    expected: `<object data="../x" codebase="/app/c/"><object data="/app/x" codebase="/app/c/">`,
  },
  stays("an object of a foreign codebase", `<object codebase="http://other.example/" data="/x" archive="/y ../z">`),
  {
    name: "what is not relative to a codebase",
    input: `<object codebase="http://other.example/" usemap="/x"><embed codebase="http://other.example/" src="/y">`,
    expected: `<object codebase="http://other.example/" usemap="/app/x"><embed codebase="http://other.example/" src="/app/y">`,
  },
];

const CONTENTS = [
  ["an option's text that is sent back", `<select><option>${I}/x<option selected>${I}/y</select>`, true],
  ["an option's text that is shown", `<select><option value=1>${I}/x</option></select>`, false],
] as const;

for (const { name, input, expected, options } of rows) {
  test(`attributes: ${name}`, () => {
    for (const engine of ENGINES) {
      assert.equal(rewrite(input, engine, options), expected, engine);
      assert.equal(rewrite(expected, engine, options), expected, `${engine}, not idempotent`);
    }
  });
}

for (const [name, input, isSent] of CONTENTS) {
  test(`form values: ${name}`, () => {
    const moved = input.replaceAll(I, `${P}/app`);
    for (const engine of ENGINES) {
      assert.equal(rewrite(input, engine), isSent ? input : moved, engine);
      assert.equal(rewrite(input, engine, { forms: true }), moved, engine);
    }
  });
}

/** A digest of what is, or may be, rewritten would not fit any more. */
const DIGESTS: readonly { tag: string; goes: boolean; options?: RewriteOptions }[] = [
  { tag: "<script src=/x", goes: true },
  { tag: "<script src=/x", goes: false, options: { scripts: false } },
  { tag: "<script src=//cdn.example/x", goes: false },
  { tag: "<script", goes: false },
  { tag: "<link rel=stylesheet href=x", goes: true },
  { tag: "<link rel=stylesheet href=x", goes: false, options: { css: false } },
  { tag: '<link rel="alternate STYLESHEET" href=x', goes: true },
  { tag: "<link rel=modulepreload href=x", goes: true },
  { tag: "<link rel=modulepreload as=json href=x", goes: false, options: { json: false } },
  { tag: "<link rel=preload as=script href=x", goes: true },
  { tag: "<link rel=preload as=style href=x", goes: false, options: { css: false } },
  { tag: "<link rel=preload as=fetch href=x", goes: true },
  { tag: "<link rel=preload as=FONT href=x", goes: false },
  { tag: "<link rel=preload as=image href=x", goes: false },
  { tag: "<link rel=prefetch href=x", goes: true },
  { tag: "<link rel=icon href=x", goes: false },
  { tag: "<link rel=stylesheet", goes: false },
];

for (const { tag, goes, options } of DIGESTS) {
  test(`integrity: ${tag}> ${JSON.stringify(options ?? {})}`, () => {
    const input = `${tag} integrity=sha384-x>`;
    for (const engine of ENGINES) {
      const output = rewrite(input, engine, options).replaceAll("/app/", "/");
      assert.equal(output, goes ? `${tag}>` : input, engine);
    }
  });
}
