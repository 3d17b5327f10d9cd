import { createHash } from "node:crypto";
import { SCRIPT } from "./script.ts";
import { STYLESHEET } from "./stylesheet.ts";

/** The live page may run its inline script and style, and send requests to its own origin. */
export const LIVE_POLICY = [
  "default-src 'none'",
  `script-src '${sourceHash(SCRIPT)}'`,
  `style-src '${sourceHash(STYLESHEET)}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The live page. It loads no other file. */
export const LIVE_PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>reorigin</title>
<style>${STYLESHEET}</style>
</head>
<body>
<header><h1>reorigin</h1><span id="state">…</span><span id="process"></span></header>
<main>
<div class="tiles">
${tile("rate", "requests/s")}
${tile("p50", "median time")}
${tile("p99", "99th percentile")}
${tile("flight", "in flight")}
${tile("failures", "failures/s")}
${tile("memory", "memory")}
</div>
<section><svg viewBox="0 0 119 100" preserveAspectRatio="none" aria-hidden="true"><path id="rates" d=""/></svg>
<p class="soft" id="top"></p></section>
${table("routes", "Routes", ["public URL", "requests/s", "requests", "failures", "p50", "p99"])}
<div class="halves">
${table("upstreams", "Applications", ["server", "state", "in flight", "requests", "failures"])}
${table("bodies", "Response bodies", ["outcome", "responses"])}
</div>
${table("recent", "Latest requests", ["request", "status", "time", "size", "body", "ended"])}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;

function tile(id: string, label: string): string {
  return `<div class="tile"><b id="${id}">–</b><span>${label}</span></div>`;
}

function table(id: string, title: string, columns: readonly string[]): string {
  const wide = new Set(["requests", "size", "ended"]);
  const isWide = (column: string) => wide.has(column) && id !== "upstreams";
  const heads = columns.map((column) => `<th${isWide(column) ? ' class="wide"' : ""}>${column}</th>`);
  return `<section><h2>${title}</h2>
<table><thead><tr>${heads.join("")}</tr></thead><tbody id="${id}"></tbody></table><p class="empty">Nothing yet.</p></section>`;
}

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function sourceHash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
