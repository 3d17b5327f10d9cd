import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** `| item | … | … | \`file\`, … |` */
const ROW = /^\| ([A-Zc][\d-]+) \|.*\| ((?:`[\w/-]+`(?:, )?)+) \|$/gm;

const sources = new Map(
  globSync("test/{reliability,security,proxy/http2,proxy/relay,html,url,ops}/*.ts", { cwd: ROOT }).map((path) => {
    const name = path.replace(/^test\/(?:reliability\/)?|\.(?:test|reliability|measured)\.ts$/g, "");
    return [name, readFileSync(join(ROOT, path), "utf8")];
  }),
);

test("every item of docs/http.md is held by the tests that it names", () => {
  const rows = [...readFileSync(join(ROOT, "docs/http.md"), "utf8").matchAll(ROW)];
  assert.ok(rows.length > 100, `${rows.length} rows`);
  for (const [, item = "", files = ""] of rows) {
    const isNamed = new RegExp(`["\`\\s]${item}(?=["\\s:])`);
    for (const [, file = ""] of files.matchAll(/`([\w/-]+)`/g)) {
      assert.match(sources.get(file) ?? "", isNamed, `${item} in ${file}`);
    }
  }
});
