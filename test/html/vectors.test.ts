import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeHTMLAttribute } from "entities/decode";
import type { EngineName } from "../../src/options.ts";
import { mounted, moved, rewriteHtml } from "./harness.ts";
import { mapperOf, treeOf } from "./oracle.ts";
import { html5libDocuments } from "./scanners/html5lib.ts";

interface Vector {
  id: string;
  input: string;
  expected: unknown;
}

const ABSENT = "the vectors are not at hand";
const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];
const base = "http://legacy.internal:8080/dir/page";

/** The vectors of a file; its first line is about the file itself. Undefined where it is not at hand. */
function vectors(name: string): Vector[] | undefined {
  const file = new URL(`../../../shared/cases/${name}.jsonl`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => JSON.parse(line));
}

function rewrite(markup: string, engine: EngineName): string {
  return rewriteHtml(markup, { map: mounted, base, options: { engine } });
}

test("html5lib's tokenizer vectors: what follows is rewritten by where it stands", (t) => {
  const documents = html5libDocuments();
  if (documents === undefined) return t.skip(ABSENT);
  const mapping = { map: moved, base, names: ["http://legacy.internal:8080/x", "https://www.example.com/x"] } as const;
  for (const document of documents) {
    const source = `${document}<a href="http://legacy.internal:8080/x">http://legacy.internal:8080/x`;
    assert.deepEqual(treeOf(rewriteHtml(source, { base })), treeOf(source, mapperOf(source, mapping)), source);
  }
});

test("srcset vectors: the candidate that a browser takes moves", (t) => {
  const all = vectors("srcset");
  if (all === undefined) return t.skip(ABSENT);
  for (const { id, input, expected } of all) {
    const value = Buffer.from(input.replaceAll("data:,", "/")).toString("latin1").replaceAll('"', "&quot;");
    // A URL begins behind control chars, but not behind a space of another kind.
    const wanted = decodeHTMLAttribute(String(expected))
      .replace(/^([\0- ]*)data:,/, "$1/app/")
      .replaceAll("data:,", "/");
    for (const engine of ENGINES) {
      const output = rewrite(`<img srcset="${value}">`, engine);
      assert.ok(decodeHTMLAttribute(output).includes(wanted), `${id}, ${engine}: ${output}`);
    }
  }
});

test("refresh vectors: the URL that a browser goes to moves", (t) => {
  const all = vectors("meta-refresh");
  if (all === undefined) return t.skip(ABSENT);
  let movedCount = 0;
  for (const { id, input, expected } of all) {
    const [, url] = expected as [number?, string?];
    const content = Buffer.from(input.replaceAll("foo", "/foo")).toString("latin1").replaceAll('"', "&quot;");
    const isMoved = url?.startsWith("foo") ?? false;
    const wanted = isMoved ? content.replace("/foo", "/app/foo") : content;
    movedCount += Number(isMoved);
    for (const engine of ENGINES) {
      const output = rewrite(`<meta http-equiv=refresh content="${content}">`, engine);
      assert.equal(output, `<meta http-equiv=refresh content="${wanted}">`, `${id}, ${engine}`);
    }
  }
  assert.ok(movedCount > 20);
});
