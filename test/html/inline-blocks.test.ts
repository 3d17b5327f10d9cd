import assert from "node:assert/strict";
import { test } from "node:test";
import { createRewriter, type EngineName, type RewriteOptions, UrlMap } from "../../src/index.ts";
import { assertAnySplit } from "./splits.ts";

const I = "http://legacy.internal:8080";
const P = "https://www.example.com/app";
const map = new UrlMap([{ public: `${P}/`, internal: `${I}/` }]);
/** Without a port, what names the application may be code. */
const portless = new UrlMap([{ public: `${P}/`, internal: "http://legacy.internal/" }]);

interface Page {
  input: string;
  options?: RewriteOptions;
  map?: UrlMap;
}

interface Row extends Page {
  name: string;
  expected: string;
}

/** The content of a script of a type before and after; `@` stands for the internal origin, and for the public place. */
function block(type: string, input: string, expected = input): Row {
  const document = (content: string) => `<p><script type="${type}">${content}</script><a href="@/end">`;
  return {
    name: type,
    input: document(input).replaceAll("@", I),
    expected: document(expected).replaceAll("@", P),
  };
}

const TEMPLATE = `<a href="/x/{{id}}" title="{{t}}">@</a><p style="a:url(/y)">`;
const MOVED_TEMPLATE = `<a href="/app/x/{{id}}" title="{{t}}">@</a><p style="a:url(/app/y)">`;
const CODE = "legacy.internal(1); go('http://legacy.internal/x')";
const MOVED_CODE = `legacy.internal(1); go('${P}/x')`;

const SCRIPTS = [
  ...["", "module", "text/javascript", "application/javascript", "text/ecmascript", "application/x-javascript"],
  ...["text/javascript1.5", "text/jscript", "text/livescript", "text/vbscript", "text/typescript", "text/babel"],
  ...["TEXT/JavaScript; charset=utf-8"],
];

const TEMPLATES = [
  ...["text/html", "text/template", "text/x-template", "text/ng-template", "x-template"],
  ...["text/x-handlebars", "text/x-handlebars-template", "text/x-mustache", "x-tmpl-mustache", "text/x-jquery-tmpl"],
  ...["text/x-jsrender", "text/x-underscore", "text/x-kendo-template", "text/x-dot-template", "text/ractive"],
  ...["text/x-lodash-template", "text/ejs"],
];

const rows: readonly Row[] = [
  ...SCRIPTS.map((type) => ({
    name: type,
    input: `<script type="${type}">${CODE}</script>`,
    expected: `<script type="${type}">${MOVED_CODE}</script>`,
    map: portless,
  })),
  {
    name: "a language",
    input: `<script language="JavaScript1.2">${CODE}</script><script language=VBScript>${CODE}</script>`,
    expected: `<script language="JavaScript1.2">${MOVED_CODE}</script><script language=VBScript>${MOVED_CODE}</script>`,
    map: portless,
  },
  block("text/javascript", `u = "http:\\/\\/legacy.internal:8080\\/x"`, `u = "https:\\/\\/www.example.com\\/app\\/x"`),
  block("module", `import "@/x.js"; import "/y.js"`),

  ...TEMPLATES.map((type) => block(type, TEMPLATE, MOVED_TEMPLATE)),
  block("text/template", "<noscript><a href='/x'></noscript>", "<noscript><a href='/app/x'></noscript>"),

  block(
    "importmap",
    `{"imports":{"a":"/a.js","/b/":"@/b/"},"scopes":{"/s/":{"c":"/c.js"}},"integrity":{"/a.js":"sha384-x"}}`,
    `{"imports":{"a":"/app/a.js","/app/b/":"@/b/"},"scopes":{"/app/s/":{"c":"/app/c.js"}},"integrity":{"/app/a.js":""}}`,
  ),
  block(
    "speculationrules",
    `{"prefetch":[{"urls":["/n","@/m"],"where":{"and":[{"href_matches":"/x/*"},{"not":{"href_matches":["/y"]}}]}}]}`,
    `{"prefetch":[{"urls":["/app/n","@/m"],"where":{"and":[{"href_matches":"/app/x/*"},{"not":{"href_matches":["/app/y"]}}]}}]}`,
  ),
  block(
    "application/ld+json",
    `{"name":"x","url":"http:\\/\\/legacy.internal:8080\\/y","p":"/z"}`,
    `{"name":"x","url":"https:\\/\\/www.example.com\\/app\\/y","p":"/z"}`,
  ),
  block("application/json", `{"u":"@/x","p":"/y"}`),
  block(
    "application/json; charset=utf-8",
    `{"u":"http:\\u002F\\u002Flegacy.internal:8080"}`,
    `{"u":"https:\\u002F\\u002Fwww.example.com\\u002Fapp"}`,
  ),
  block("application/geo+json", `{"type":"Feature","properties":{"u":"@/x"}}`),
  block("application/vnd.api+json", `{"links":{"self":"/x"}}`, `{"links":{"self":"/app/x"}}`),

  block(
    "text/xml",
    `<rss version="2.0"><channel><link>/x</link></channel></rss>`,
    `<rss version="2.0"><channel><link>/app/x</link></channel></rss>`,
  ),
  block("application/xml", `<a xmlns="${I}/ns" b="@/x">@</a>`),
  block(
    "image/svg+xml",
    `<svg xmlns="http://www.w3.org/2000/svg"><a href="/x"/></svg>`,
    `<svg xmlns="http://www.w3.org/2000/svg"><a href="/app/x"/></svg>`,
  ),
  block("text/css", "a{b:url(/x)}", "a{b:url(/app/x)}"),
  block("text/x-component", "1:T21,http://legacy.internal:8080/x", "1:T21,http://legacy.internal:8080/x"),
  block("text/plain", "See @/x"),
  block("text/x-of-nobody-else", "See @/x or /y"),
];

const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];

function rewrite(page: Page, engine: EngineName = "scan", cuts: readonly number[] = []): string {
  const output: Uint8Array[] = [];
  const settings = { map: page.map ?? map, engine, options: page.options ?? {} };
  const rewriter = createRewriter(settings, (bytes) => output.push(bytes));
  const input = Buffer.from(page.input, "latin1");
  const offsets = [0, ...cuts, input.length];
  for (let i = 1; i < offsets.length; i++) rewriter.write(input.subarray(offsets[i - 1], offsets[i]));
  rewriter.end();
  return Buffer.concat(output).toString("latin1");
}

for (const row of rows) {
  for (const engine of ENGINES) {
    test(`script type: ${row.name} (${engine})`, () => {
      assertAnySplit((cuts) => rewrite(row, engine, cuts), row.input.length, row.expected);
      assert.equal(rewrite({ ...row, input: row.expected }, engine), row.expected, "not idempotent");
    });
  }
}

/** What is left of the names in a block when an option is off. */
const FAMILIES: readonly { option: keyof RewriteOptions; type: string; content: string }[] = [
  { option: "scripts", type: "module", content: `"${I}"` },
  { option: "json", type: "application/ld+json", content: `{"u":"${I}"}` },
  { option: "json", type: "importmap", content: `{"imports":{"a":"${I}"}}` },
  { option: "xml", type: "text/xml", content: `<a b="${I}"/>` },
  { option: "css", type: "text/css", content: `a{b:url(${I})}` },
  { option: "text", type: "text/x-of-nobody-else", content: I },
];

for (const { option, type, content } of FAMILIES) {
  test(`script type: ${type} stays without the option ${option}`, () => {
    const input = `<script type="${type}">${content}</script>`;
    assert.notEqual(rewrite({ input }), input);
    assert.equal(rewrite({ input, options: { [option]: false } }), input);
  });
}

/** Which blocks a policy with hashes is about. */
const POLICED: readonly { type: string; content: string; stays: boolean }[] = [
  { type: "", content: `"${I}"`, stays: true },
  { type: "module", content: `"${I}"`, stays: true },
  { type: "importmap", content: `{"imports":{"a":"${I}"}}`, stays: true },
  { type: "speculationrules", content: `{"prefetch":[{"urls":["${I}/"]}]}`, stays: true },
  { type: "application/json", content: `{"u":"${I}"}`, stays: false },
  { type: "text/template", content: `<a href="${I}">`, stays: false },
];

for (const { type, content, stays } of POLICED) {
  test(`script type: "${type}" ${stays ? "stays" : "moves"} where a policy names hashes`, () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'sha256-x'">`;
    const input = `${policy}<script type="${type}">${content}</script>`;
    assert.equal(rewrite({ input }) === input, stays);
    const withNonce = input.replace("<script", "<script nonce=n");
    assert.notEqual(rewrite({ input: withNonce }), withNonce);
  });
}
