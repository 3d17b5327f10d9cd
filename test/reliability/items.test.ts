import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** `| item | … | … | \`file\`, … |` */
const ROW = /^\| ([A-Zc][\d-]+) \|.*\| ((?:`[\w/-]+`(?:, )?)+) \|$/gm;

const sources = new Map(
  globSync("test/{reliability,security,proxy/{clients,http2,relay},upstream/transports,headers,html,url,ops}/*.ts", {
    cwd: ROOT,
  }).map((path) => {
    const name = path.replace(/^test\/(?:reliability\/)?|\.(?:test|reliability|measured)\.ts$/g, "");
    return [name, readFileSync(join(ROOT, path), "utf8")];
  }),
);

/** Where the files are that the last column names, unless it says more. */
const PARTS = [
  { document: "docs/http.md", folder: "", leastRows: 100 },
  { document: "docs/http2.md", until: "## To upstreams", folder: "proxy/http2/", leastRows: 12 },
  { document: "docs/http2.md", from: "## To upstreams", folder: "upstream/transports/", leastRows: 6 },
] as const;

for (const { document, folder, leastRows, ...part } of PARTS) {
  const named = "from" in part ? `, ${part.from}` : "";
  test(`every item of ${document}${named} is held by the tests that it names`, () => {
    const text = readFileSync(join(ROOT, document), "utf8");
    const rows = [...partOf(text, part).matchAll(ROW)];
    assert.ok(rows.length >= leastRows, `${rows.length} rows`);
    for (const [, item = "", files = ""] of rows) {
      const isNamed = new RegExp(`["\`\\s]${item}(?=["\\s:])`);
      for (const [, file = ""] of files.matchAll(/`([\w/-]+)`/g)) {
        assert.match(sources.get(folder + file) ?? "", isNamed, `${item} in ${file}`);
      }
    }
  });
}

function partOf(text: string, { from, until }: { from?: string; until?: string }): string {
  const [start, end] = [from, until].map((heading) => (heading ? text.indexOf(`\n${heading}\n`) : undefined));
  assert.ok(start !== -1 && end !== -1, "a heading is missing");
  return text.slice(start, end);
}
