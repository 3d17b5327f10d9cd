import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { documentContext } from "../../src/body/document-rewriter.ts";
import { type DocumentType, documentType } from "../../src/body/media-types.ts";
import { changed, surveyDocument } from "../../src/explain/survey/survey-document.ts";
import { latin1Of } from "../../src/latin1.ts";
import { type RewriteOptions, resolveRewriteOptions } from "../../src/options.ts";
import { rewriteWhole } from "../../src/text-rewriter.ts";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";

const I = "http://legacy.internal:8080";

const mounted = new UrlMap([{ public: "https://www.example.com/app/", internal: `${I}/`, aliases: ["http://legacy"] }]);

/** What is told to change is what changes: a survey must say nothing else than what its rewriter does. */
function assertAsRewritten(text: string, type: string, map = mounted, rewrite: RewriteOptions = {}): void {
  const document = documentType(type) as DocumentType;
  const options = resolveRewriteOptions(rewrite);
  const settings = () => ({ scope: new Scope(map, "toPublic", `${I}/dir/page`), options });
  const rewriter = document.rewriter(documentContext(settings(), () => {}));
  assert.equal(changed(text, surveyDocument(text, document.syntax, settings())), rewriteWhole(rewriter, text));
}

const PAGE = String.raw`<!doctype html><base href="/x/"><title>${I}</title>
<meta http-equiv=refresh content="0;url=/y"><meta http-equiv=content-security-policy content="img-src ${I}/i">
<link rel=stylesheet href=/s.css integrity="sha256-x"><a href="http&#58;//legacy.internal:8080/é?u=http%3A%2F%2Flegacy">
<img srcset="/a 1x, ../../../b 2x, //cdn.example/c 3x"><p style="background:url(&quot;/a&quot;)" onclick="go('${I}/')">
<script>u="http:\/\/legacy.internal:8080\/x";h="//legacy"</script><script type=module>import "${I}/m.js"</script>
<script type="application/ld+json">{"@id":"${I}/","u":["http:\/\/legacy.internal:8080"]}</script>
<script type="importmap">{"imports":{"/a":"/b"},"integrity":{"/b":"sha256-y"}}</script>
<script type="text/template"><a href="/t"></script><style>@import "/i.css"; a{b:url(/c)} /* ${I} */</style>
<textarea>${I}/</textarea><iframe srcdoc="<a href='/x'><script>'${I}'</script>"></iframe><noscript><img src=/n></noscript>
<!--[if IE]><link href="/ie.css"><![endif]--><!-- ${I} --><svg><a xlink:href="/v"/><style>b{c:url(/d)}</style></svg>
see ${I}/y, <${I}/z> and legacy.internal`;

const FEED = `<?xml-stylesheet href="/x.xsl"?><rss xmlns:a="http://www.w3.org/2005/Atom"><channel><link>/x</link>
<a:link href="/y"/><guid>${I}/1</guid><description>&lt;a href="/z">${I}&lt;/a></description>
<item xml:base="/deep/"><link><![CDATA[/w]]></link></item><svg xmlns="http://www.w3.org/2000/svg"><style>a{b:url(/c)}</style>
<script>u="${I}/x&amp;y"</script></svg></channel></rss>`;

const documents: readonly { type: string; text: string }[] = [
  { type: "text/html", text: PAGE },
  { type: "application/rss+xml", text: FEED },
  {
    type: "application/xhtml+xml",
    text: `<html xmlns="http://www.w3.org/1999/xhtml"><base href="/x/"/><a href="/y"/></html>`,
  },
  { type: "text/css", text: `@import "/a.css"; @namespace "${I}"; a{b:url(/c); d:url(http\\3a //legacy)} /* ${I} */` },
  { type: "text/javascript", text: String.raw`u="${I}/x";v="http:\/\/legacy";w=legacy.internal` },
  { type: "text/plain", text: `see ${I}/x and http%3A%2F%2Flegacy` },
  { type: "application/manifest+json", text: `{"start_url":"\\/x","icons":[{"src":"/i"}],"${I}":"${I}/y",` },
  { type: "application/vnd.oai.openapi+json", text: `{"servers":[{"url":"/v1"}],"info":"${I}"}` },
  { type: "application/json", text: `{"openapi":"3","servers":[{"url":"/v1"}]}` },
  { type: "application/vnd.apple.mpegurl", text: `#EXTM3U\r\n/a.ts\n#EXT-X-KEY:URI="/k"\n` },
  { type: "text/event-stream", text: `data: ${I}/\nid: ${I}\n\n` },
  { type: "text/cache-manifest", text: `CACHE MANIFEST\n/a b\n# ${I}\n` },
  { type: "audio/x-scpls", text: `[playlist]\nFile1=/a\nTitle1=${I}\n` },
];

describe("a survey tells what its rewriter does", () => {
  for (const { type, text } of documents) test(type, () => assertAsRewritten(latin1Of(Buffer.from(text)), type));

  const options: readonly RewriteOptions[] = [
    { engine: "htmlparser2" },
    { engine: "parse5" },
    { forms: true, identifiers: true },
    { html: false },
    { scripts: false, css: false, json: false },
    { text: false },
    { attributes: { title: "url" } },
  ];
  for (const rewrite of options) {
    test(`text/html, ${JSON.stringify(rewrite)}`, () =>
      assertAsRewritten(latin1Of(Buffer.from(PAGE)), "text/html", mounted, rewrite));
  }

  for (const [name, host] of Object.entries({
    "cloudflare.com.html": "www.cloudflare.com",
    "ecma402-spec.html": "tc39.es",
    "html-parsing-spec.html": "html.spec.whatwg.org",
  })) {
    const file = new URL(`../../../shared/pages/${name}`, import.meta.url);
    test(name, { skip: existsSync(file) ? false : "the page is not here" }, () => {
      const map = new UrlMap([{ public: "https://www.example.com/app/", internal: `https://${host}/` }]);
      assertAsRewritten(latin1Of(readFileSync(file)), "text/html", map);
    });
  }
});
