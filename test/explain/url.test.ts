import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { resolveConfig } from "../../src/config/load.ts";
import { explainUrl } from "../../src/explain/explain-url.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import type { Finding } from "../../src/explain/findings/finding.ts";
import type { RewriteOptions } from "../../src/options.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const I = "http://legacy.internal:8080";
const P = "https://www.example.com/app";
const PAGE = `<a href="${I}/x">`;

/** The head and body of an answer, in latin1. */
function answer(fields: readonly string[], body = "", status = "200 OK"): string {
  return [`HTTP/1.1 ${status}`, ...fields, `Content-Length: ${body.length}`, "", body].join("\r\n");
}

async function explained(
  t: { after(fn: () => Promise<void>): void },
  reply: string,
  {
    url = `${P}/`,
    rewrite = {},
    shim = false,
    after = "keep",
  }: { url?: string; rewrite?: RewriteOptions; shim?: boolean; after?: "keep" | "finish" } = {},
): Promise<{ told: Explanation; asked: string }> {
  const upstream = await RawServer.answering(reply, after);
  t.after(() => upstream.close());
  const routes = [{ public: `${P}/`, internal: `${I}/`, upstream: upstream.origin, rewrite, shim }];
  const fields = ["Accept-Encoding", "gzip, br", "Cookie", "a=b"];
  const told = await explainUrl({ url, config: resolveConfig({ listen: "127.0.0.1:0", routes }), fields });
  return { told, asked: upstream.connections[0]?.received ?? "" };
}

function row({ where, kind, was, became, left, isLeak }: Finding): string {
  const place = where.field ?? `${where.line}:${where.column}`;
  return `${place} | ${kind} | ${was} ${became === undefined ? `${isLeak ? "!" : "="} ${left}` : `→ ${became}`}`;
}

const cases: readonly {
  name: string;
  fields: readonly string[];
  body?: string;
  status?: string;
  rewrite?: RewriteOptions;
  outcome: string;
  expected: readonly string[];
}[] = [
  {
    name: "a redirect, which is not followed",
    status: "302 Found",
    fields: [`Location: ${I}/y`],
    outcome: "no-content",
    expected: [`Location | url | ${I}/y → ${P}/y`],
  },
  {
    name: "fields of all sorts",
    fields: [
      "Content-Type: image/png",
      "Set-Cookie: a=b; Domain=legacy.internal; Path=/",
      "Link: </a.css>; rel=preload, <https://cdn.example/>; rel=preconnect",
      `Content-Security-Policy: img-src ${I} https://cdn.example`,
      `Content-Location: ${P}/x`,
      'Alt-Svc: h3=":443"',
      'ETag: "a"',
    ],
    body: "x",
    outcome: "media-type",
    expected: [
      "Set-Cookie | set-cookie | a=b; Domain=legacy.internal; Path=/ → a=b; Domain=www.example.com; Path=/app/",
      "Link | link | </a.css>; rel=preload, <https://cdn.example/>; rel=preconnect → </app/a.css>; rel=preload, <https://cdn.example/>; rel=preconnect",
      `Content-Security-Policy | csp | img-src ${I} https://cdn.example → img-src https://www.example.com https://cdn.example`,
      `Content-Location | url | ${P}/x = public`,
      'Alt-Svc | field | h3=":443" → ',
    ],
  },
  {
    name: "a field that nobody knows",
    fields: ["Content-Type: image/png", `X-Debug: served by ${I}/`, "Location: https://other.example/"],
    body: "x",
    outcome: "media-type",
    expected: [
      `X-Debug | field | served by ${I}/ ! unknown-field`,
      "Location | url | https://other.example/ = foreign",
    ],
  },
  {
    name: "a field that the configuration knows",
    fields: ["Content-Type: image/png", `X-Next: ${I}/2`],
    body: "x",
    rewrite: { fields: { "x-next": "url" } },
    outcome: "media-type",
    expected: [`X-Next | url | ${I}/2 → ${P}/2`],
  },
  {
    name: "a page",
    fields: ["Content-Type: text/html"],
    body: PAGE,
    outcome: "rewritten",
    expected: [`1:10 | url | ${I}/x → ${P}/x`],
  },
  {
    name: "a coded page",
    fields: ["Content-Type: text/html", "Content-Encoding: gzip"],
    body: gzipSync(PAGE).toString("latin1"),
    outcome: "rewritten",
    expected: [`1:10 | url | ${I}/x → ${P}/x`],
  },
  {
    name: "inline blocks that a policy names by their hash",
    fields: ["Content-Type: text/html", "Content-Security-Policy: script-src 'sha256-x'"],
    body: `<script>u="${I}"</script>`,
    outcome: "rewritten",
    expected: [`1:12 | hashed | ${I} ! hashed`],
  },
  {
    name: "an unknown coding",
    fields: ["Content-Type: text/html", "Content-Encoding: exotic"],
    body: PAGE,
    outcome: "coding",
    expected: [`1:10 | unread | ${I}/x ! coding`],
  },
  {
    name: "a coded body of an unknown type",
    fields: ["Content-Type: application/pdf", "Content-Encoding: gzip"],
    body: gzipSync(`${I}/x`).toString("latin1"),
    outcome: "media-type",
    expected: [`1:1 | unread | ${I}/x ! media-type`],
  },
  {
    name: "no-transform",
    fields: ["Content-Type: text/html", "Cache-Control: no-transform"],
    body: PAGE,
    outcome: "no-transform",
    expected: [`1:10 | unread | ${I}/x ! no-transform`],
  },
];

for (const { name, fields, body = "", status, rewrite, outcome, expected } of cases) {
  test(`explained through the proxy: ${name}`, async (t) => {
    const { told } = await explained(t, answer(fields, body, status), rewrite ? { rewrite } : {});
    assert.deepEqual(told.findings.map(row), expected);
    assert.equal(told.body.outcome, outcome);
  });
}

test("a URL may be internal, and the request has the fields that were given", async (t) => {
  const { told, asked } = await explained(t, answer(["Content-Type: text/html"], PAGE), { url: `${I}/dir/x?y` });
  assert.partialDeepStrictEqual(told, { target: `${P}/dir/x?y`, base: `${I}/dir/x?y`, status: 200 });
  assert.match(asked, /^GET \/dir\/x\?y HTTP\/1\.1\r\n/);
  assert.match(asked, /^host: legacy\.internal:8080\r$/im);
  assert.match(asked, /^cookie: a=b\r$/im);
});

test("a body that is cut off: what came, and the error", async (t) => {
  const reply = answer(["Content-Type: text/html"], PAGE).replace(/Length: \d+/, "Length: 999");
  const { told } = await explained(t, reply, { after: "finish" });
  assert.equal(told.error, "UND_ERR_SOCKET");
  assert.deepEqual(told.findings.map(row), [`1:10 | url | ${I}/x → ${P}/x`]);
});

test("what the proxy refuses is an error", async (t) => {
  await assert.rejects(explained(t, answer([]), { url: "https://nobody.example/" }), {
    code: "ERR_NO_ROUTE",
    message: /^Cannot explain "https:\/\/nobody\.example\/": the proxy answers 421, /,
  });
});

const files: readonly {
  name: string;
  path: string;
  route: object;
  body: object;
  expected: readonly string[];
}[] = [
  {
    name: "a file, which is sent unchanged",
    path: "x.html",
    route: {},
    body: { outcome: "files" },
    expected: [`1:10 | unread | ${I}/x ! files`],
  },
  {
    name: "a file that is rewritten",
    path: "x.html?q",
    route: { rewriteFiles: true },
    body: { outcome: "rewritten", charset: "windows-1252" },
    expected: [`1:10 | url | ${I}/x → ${P}/x`],
  },
  {
    name: "a file of a kind that is not",
    path: "x.html",
    route: { rewriteFiles: true, rewrite: { html: false } },
    body: { outcome: "family" },
    expected: [`1:10 | unread | ${I}/x ! family`],
  },
  {
    name: "an index, compressed",
    path: "",
    route: { rewriteFiles: true },
    body: { outcome: "rewritten", codings: ["gzip"] },
    expected: [`1:10 | url | ${I}/x → ${P}/x`],
  },
];

for (const { name, path, route, body, expected } of files) {
  test(`explained through the proxy: ${name}`, async (t) => {
    const root = mkdtempSync(join(tmpdir(), "reorigin-"));
    t.after(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, "static"));
    writeFileSync(join(root, "static", "x.html"), PAGE);
    writeFileSync(join(root, "static", "index.html"), "");
    writeFileSync(join(root, "static", "index.html.gz"), gzipSync(PAGE));
    const routes = [
      { public: `${P}/`, internal: `${I}/` },
      { public: "https://www.example.com/static/", root, ...route },
    ];
    const config = resolveConfig({ listen: "127.0.0.1:0", routes });
    const url = `https://www.example.com/static/${path}`;
    const told = await explainUrl({ url, config, fields: ["Accept-Encoding", "gzip"] });
    assert.deepEqual(told.findings.map(row), expected);
    const base = `${pathToFileURL(root)}/static/${path.split("?")[0]}`;
    assert.partialDeepStrictEqual(told, { target: url, base, status: 200, body });
  });
}

test("what the proxy answers by itself", async (t) => {
  const { told } = await explained(t, answer([]), { url: P });
  assert.partialDeepStrictEqual(told, { status: 308, findings: [], body: { outcome: "no-content" } });
});

test("the shim that a page begins with, and the policy that admits it", async (t) => {
  const fields = ["Content-Type: text/html", "Content-Security-Policy: script-src a"];
  const reply = answer(fields, `<!-- ${I}/x -->\n<html>${I}/y`);
  const { told } = await explained(t, reply, { shim: true });
  const rows = told.findings.map((finding) => row(finding).replace(/\?[0-9a-f]{16}/, "?VERSION"));
  assert.deepEqual(rows, [
    `Content-Security-Policy | csp | script-src a → script-src a ${P}/.reorigin/shim.js`,
    `1:6 | text | ${I}/x → ${P}/x`,
    `2:7 | shim |  → <script src="/app/.reorigin/shim.js?VERSION"></script>`,
    `2:7 | text | ${I}/y → ${P}/y`,
  ]);
});

test("an upstream that breaks the syntax of HTTP, which is allowed; checks of its health are not mistaken for it", async (t) => {
  let count = 0;
  const upstream = await RawServer.answering((head) => {
    if (head.startsWith("GET /health")) count++;
    const body = head.startsWith("GET /health") ? "well" : PAGE;
    return `HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: ${body.length}\n\n${body}`;
  });
  t.after(() => upstream.close());
  const health = { path: "/health", intervalMs: 1 };
  const route = { public: `${P}/`, internal: `${I}/`, upstream: upstream.origin, lenient: true, health };
  const config = resolveConfig({ listen: "127.0.0.1:0", routes: [route] });
  const told = await explainUrl({ url: `${P}/`, config, fields: [] });
  assert.deepEqual(told.findings.map(row), [`1:10 | url | ${I}/x → ${P}/x`]);
  assert.equal(count, 0);
});
