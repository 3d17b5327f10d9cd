import assert from "node:assert/strict";
import { test } from "node:test";
import { parseContentType } from "../../src/body/content-type.ts";
import { documentType } from "../../src/body/media-types.ts";
import { type PassReason, planBody } from "../../src/body/plan.ts";
import { createRewriter } from "../../src/body/rewriter.ts";
import { type RewriteOptions, resolveRewriteOptions } from "../../src/options.ts";
import { UrlMap } from "../../src/url/map.ts";

interface Row {
  name: string;
  method?: string;
  status?: number;
  fields: Record<string, string | string[]>;
  options?: RewriteOptions;
  expected: PassReason | "rewrites";
}

const html = { "content-type": "text/html" };

const rows: Row[] = [
  { name: "a page", fields: html, expected: "rewrites" },
  { name: "an error page", status: 404, fields: html, expected: "rewrites" },
  { name: "HEAD", method: "HEAD", fields: html, expected: "no-content" },
  { name: "204", status: 204, fields: html, expected: "no-content" },
  { name: "205", status: 205, fields: html, expected: "no-content" },
  { name: "304", status: 304, fields: html, expected: "no-content" },
  { name: "206", status: 206, fields: html, expected: "partial" },
  { name: "no-transform", fields: { ...html, "cache-control": "private, No-Transform" }, expected: "no-transform" },
  {
    name: "no-transform among several fields",
    fields: { ...html, "cache-control": ["private", "no-transform"] },
    expected: "no-transform",
  },
  {
    name: "no-transform ignored",
    fields: { ...html, "cache-control": "no-transform" },
    options: { ignoreNoTransform: true },
    expected: "rewrites",
  },
  {
    name: "an extension that only looks like it",
    fields: { ...html, "cache-control": "x-no-transform" },
    expected: "rewrites",
  },
  {
    name: "a download",
    fields: { ...html, "content-disposition": 'attachment; filename="a.html"' },
    expected: "attachment",
  },
  {
    name: "a download, by option",
    fields: { ...html, "content-disposition": "attachment" },
    options: { attachments: true },
    expected: "rewrites",
  },
  { name: "inline", fields: { ...html, "content-disposition": "inline; filename=attachment" }, expected: "rewrites" },
  { name: "an image", fields: { "content-type": "image/png" }, expected: "media-type" },
  { name: "no type", fields: {}, expected: "media-type" },
  { name: "a type of the JSON family", fields: { "content-type": "application/hal+json" }, expected: "rewrites" },
  {
    name: "a type of the XML family",
    fields: { "content-type": "application/atom+xml; charset=utf-8" },
    expected: "rewrites",
  },
  {
    name: "scripts off",
    fields: { "content-type": "text/javascript" },
    options: { scripts: false },
    expected: "family",
  },
  { name: "gzip", fields: { ...html, "content-encoding": "gzip" }, expected: "rewrites" },
  { name: "two codings", fields: { ...html, "content-encoding": "gzip, br" }, expected: "rewrites" },
  { name: "too many codings", fields: { ...html, "content-encoding": "gzip, gzip, gzip" }, expected: "coding" },
  { name: "unknown coding", fields: { ...html, "content-encoding": "dcb" }, expected: "coding" },
];

for (const { name, method = "GET", status = 200, fields, options, expected } of rows) {
  test(`plan: ${name}`, () => {
    const values = (field: string) => [fields[field] ?? []].flat();
    const plan = planBody({ method, status, values }, resolveRewriteOptions(options), { maxCodings: 2 });
    assert.equal(plan.rewrites ? "rewrites" : plan.reason, expected);
  });
}

const named: { path: string; type: string; input: string; expected: string }[] = [
  { path: "/robots.txt", type: "text/plain", input: "Disallow: /x", expected: "Disallow: /app/x" },
  { path: "/notes.txt", type: "text/plain", input: "Disallow: /x", expected: "Disallow: /x" },
  {
    path: "/site.webmanifest?v=1",
    type: "application/json",
    input: '{"start_url":"/"}',
    expected: '{"start_url":"/app/"}',
  },
  { path: "/api/site", type: "application/json", input: '{"start_url":"/"}', expected: '{"start_url":"/"}' },
  {
    path: "/js/a.js.map",
    type: "application/json",
    input: '{"sources":["/a.ts"]}',
    expected: '{"sources":["/app/a.ts"]}',
  },
  {
    path: "/start",
    type: "application/x-java-jnlp-file",
    input: '<jnlp codebase="/a/"/>',
    expected: '<jnlp codebase="/app/a/"/>',
  },
  {
    path: "/wap",
    type: "text/vnd.wap.wml",
    input: '<wml><go href="/x"/></wml>',
    expected: '<wml><go href="/app/x"/></wml>',
  },
  {
    path: "/video.asx",
    type: "video/x-ms-asf",
    input: '<asx><ref href="/x"/></asx>',
    expected: '<asx><ref href="/app/x"/></asx>',
  },
  {
    path: "/video.asf",
    type: "video/x-ms-asf",
    input: "http://legacy.internal/x",
    expected: "http://legacy.internal/x",
  },
  {
    path: "/api.yaml",
    type: "application/yaml",
    input: "url: http://legacy.internal/x",
    expected: "url: https://www.example.com/app/x",
  },
  { path: "/live.m3u8", type: "text/plain", input: "#EXTM3U\n/a.ts", expected: "#EXTM3U\n/app/a.ts" },
];

for (const { path, type, input, expected } of named) {
  test(`a file by its name: ${path}`, () => {
    const map = new UrlMap([{ public: "https://www.example.com/app/", internal: "http://legacy.internal/" }]);
    let output = "";
    const rewriter = createRewriter({ map, type, base: `http://legacy.internal${path}` }, (bytes) => {
      output += Buffer.from(bytes).toString();
    });
    rewriter.write(Buffer.from(input));
    rewriter.end();
    assert.equal(output, expected);
    const plan = planBody(
      { method: "GET", status: 200, path, values: (name) => (name === "content-type" ? [type] : []) },
      resolveRewriteOptions(),
      { maxCodings: 2 },
    );
    assert.equal(plan.rewrites ? plan.document : undefined, documentType(type, path.split("?")[0]));
  });
}

const contentTypes: { input: string | undefined; mediaType: string; charset: string | undefined }[] = [
  { input: undefined, mediaType: "", charset: undefined },
  { input: "Text/HTML", mediaType: "text/html", charset: undefined },
  { input: "text/html;charset=UTF-8", mediaType: "text/html", charset: "UTF-8" },
  { input: 'text/html; a="b"; charset="iso-8859-1"', mediaType: "text/html", charset: "iso-8859-1" },
  { input: "text/html; charset=a; charset=b", mediaType: "text/html", charset: "a" },
  { input: "text/html; xcharset=a", mediaType: "text/html", charset: undefined },
];

for (const { input, mediaType, charset } of contentTypes) {
  test(`content type: ${input}`, () => assert.deepEqual(parseContentType(input), { mediaType, charset }));
}
