import assert from "node:assert/strict";
import { createRewriter } from "../../src/body/rewriter.ts";
import type { EngineName } from "../../src/options.ts";
import type { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { rewriteValue, VALUES, type ValueKind } from "../../src/values/table.ts";
import { elsewhereMounted, mounted, moved, randomCuts } from "../html/harness.ts";
import { urlsOf } from "../html/oracle.ts";
import { comparable } from "../html/scanners/comparison.ts";
import { scan } from "../html/scanners/tokens.ts";
import { inTime } from "./assertions.ts";
import type { Target } from "./campaign.ts";
import { GRAMMARS } from "./grammars/grammars.ts";
import type { Random } from "./mutator.ts";

const BASE = "http://legacy.internal:8080/dir/page";

interface Document {
  readonly map: UrlMap;
  readonly type: string;
  readonly engine?: EngineName;
}

function rewritten(text: string, { map, type, engine }: Document, cuts: readonly number[] = []): string {
  const output: Uint8Array[] = [];
  const rewriter = createRewriter({ map, type, base: BASE, engine }, (bytes) => output.push(bytes));
  const bytes = Buffer.from(text, "latin1");
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    rewriter.write(bytes.subarray(from, cut));
    from = cut;
  }
  rewriter.end();
  return Buffer.concat(output).toString("latin1");
}

/** What holds for a document of any type. Returns what it becomes. */
function assertStable(text: string, document: Document, random: Random): string {
  const once = inTime(() => rewritten(text, document));
  assert.equal(rewritten(text, document, randomCuts(text.length, 6, random)), once, "in pieces");
  if (!isMisread(once, document.type)) assert.equal(rewritten(once, document), once, "twice");
  assert.equal(rewritten(text, { ...document, map: elsewhereMounted }), text, "a map of other names");
  return once;
}

/** Whether a name that has moved stands between the strings of what is no JSON: with its colons keys and values change. */
function isMisread(text: string, type: string): boolean {
  return type.includes("json") && text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, "").includes("www.example.com");
}

function html(engine: EngineName): Target {
  return {
    ...GRAMMARS.html,
    holds(text, random) {
      const map = random() < 0.5 ? moved : mounted;
      // parse5 tells the first of duplicates alone, so that of two digests one is dropped at a time.
      if (engine === "parse5" && /integrity[^>]*integrity/i.test(text)) return;
      const output = assertStable(text, { map, type: "text/html; charset=windows-1252", engine }, random);
      if (engine !== "scan") return;
      for (const url of urlsOf(output)) assert.equal(moved.toPublic(url), url, "an internal name is left");
      // What stands in SVG and MathML depends on a tree, which parse5's tokenizer alone does not build.
      if (/<(?:svg|math)/i.test(text)) return;
      assert.deepEqual(comparable(text, scan("scan", [text])), comparable(text, scan("parse5", [text])), "as parse5");
    },
  };
}

function typed(grammar: keyof typeof GRAMMARS, types: readonly string[]): Target {
  return {
    ...GRAMMARS[grammar],
    holds(text, random) {
      for (const type of types) assertStable(text, { map: random() < 0.5 ? moved : mounted, type }, random);
    },
  };
}

const KINDS = Object.keys(VALUES) as ValueKind[];

const values: Target = {
  ...GRAMMARS.values,
  holds(text) {
    for (const map of [moved, mounted]) {
      for (const direction of ["toPublic", "toInternal"] as const) {
        const base = direction === "toPublic" ? BASE : "https://www.example.com/app/dir/page";
        const scope = new Scope(map, direction, base);
        for (const kind of KINDS) {
          const once = inTime(() => rewriteValue(kind, text, scope));
          if (direction === "toPublic") assert.equal(rewriteValue(kind, once, scope), once, `${kind}, twice`);
          let cursor = 0;
          VALUES[kind](text, scope, (start, end) => {
            assert.ok(cursor <= start && start <= end && end <= text.length, `${kind}: ${cursor} ${start} ${end}`);
            cursor = end;
          });
        }
      }
    }
  },
};

export const CONTENT_TARGETS = {
  html: async () => html("scan"),
  "html-htmlparser2": async () => html("htmlparser2"),
  "html-parse5": async () => html("parse5"),
  css: async () => typed("css", ["text/css"]),
  script: async () => typed("script", ["text/javascript"]),
  json: async () => typed("json", ["application/json", "application/hal+json", "application/manifest+json"]),
  xml: async () => typed("xml", ["application/xml", "image/svg+xml", "application/xhtml+xml"]),
  lines: async () =>
    typed("lines", ["application/vnd.apple.mpegurl", "text/cache-manifest", "text/event-stream", "text/plain"]),
  values: async () => values,
} as const satisfies Record<string, () => Promise<Target>>;
