import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { HtmlRewriter } from "../../src/html/rewriter.ts";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import type { EngineName } from "../../src/options.ts";
import { UrlMap } from "../../src/url/map.ts";
import { contextOf, rewriteHtml } from "./harness.ts";
import { MONSTERS } from "./monsters.ts";
import { piecesOf } from "./scanners/pieces.ts";

/** Both names are of one length, so that what has not come out yet can be told. */
const map = new UrlMap([{ public: "https://www.example.co:8443/", internal: "http://legacy.internal:8080/" }]);
const PIECE_BYTES = 1024;
/** The beginning of a name, at most, with what stands before it. */
const NAME_BYTES = 512;
const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];

describe("no more is held back than an unfinished token", () => {
  for (const engine of ENGINES) {
    for (const [name, monster] of Object.entries(MONSTERS)) {
      test(`${name} (${engine})`, () => {
        const held = mostHeld(engine, monster(32_768), 4096);
        assert.ok(held <= 4096 + PIECE_BYTES + NAME_BYTES, `${held} chars`);
      });
    }
  }

  test("by default up to 64 KiB", () => {
    const { pendingTokenBytes } = DEFAULT_LIMITS;
    const held = mostHeld("scan", MONSTERS["an attribute without end"]!(262_144), pendingTokenBytes);
    assert.ok(held > pendingTokenBytes - PIECE_BYTES && held <= pendingTokenBytes + PIECE_BYTES, `${held} chars`);
  });
});

describe("a text is no token: the tags behind a long one are read", () => {
  const long = "x\r\n".repeat(33_000);
  const cuts = [60_000, 110_000];
  const texts = {
    "a script": `<script>${long}</script>`,
    "the document's own": `<p>${long}`,
    "a title": `<title>${long}</title>`,
    CDATA: `<svg><![CDATA[${long}]]></svg>`,
  };
  for (const engine of ENGINES) {
    for (const [name, text] of Object.entries(texts)) {
      test(`${name} (${engine})`, () => {
        const link = (origin: string) => `${text}<a href="${origin}/x">${long}`;
        const output = rewriteHtml(link("http://legacy.internal:8080"), { map, options: { engine } }, cuts);
        assert.ok(output === link("https://www.example.co:8443"));
      });
    }
  }
});

/** The most chars that have gone in and not come out, at any time. */
function mostHeld(engine: EngineName, source: string, pendingTokenBytes: number): number {
  const rewriter = new HtmlRewriter(contextOf({ map, pendingTokenBytes, options: { engine } }));
  let held = 0;
  let most = 0;
  for (const piece of piecesOf(source, PIECE_BYTES)) {
    held += piece.length - rewriter.write(piece).length;
    most = Math.max(most, held);
  }
  assert.equal(held - rewriter.end().length, 0, "something was lost");
  return most;
}
