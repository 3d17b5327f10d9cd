import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CharsetRewriter } from "../../src/body/byte-rewriter.ts";
import type { CodingName } from "../../src/body/codings/coding.ts";
import { HtmlRewriter } from "../../src/html/rewriter.ts";
import type { UrlMap } from "../../src/url/map.ts";
import { CODING_NAMES, decodeAll, encodeAll } from "../body/codings/codings.ts";
import { runBody } from "../body/harness.ts";
import { runs } from "../random.ts";
import { contextOf, elsewhere, mounted, rewriteHtml } from "./harness.ts";
import { cutPage } from "./pages.ts";

/** A page's bytes, whatever charset they may be in. */
function rewriter(map: UrlMap): CharsetRewriter {
  return new CharsetRewriter(new HtmlRewriter(contextOf({ map })), { format: "html", label: "windows-1252" });
}

/** Checks what becomes of any page that comes in pieces, coded, and is coded again on its way. */
async function assertThrough(coding: CodingName, map: UrlMap, expected: (source: string) => string): Promise<void> {
  const holds = async ({ source, cuts }: { source: string; cuts: number[] }) => {
    const coded = encodeAll(Buffer.from(source, "latin1"), [coding]);
    const offsets = [0, ...cuts.map((cut) => Math.min(cut, coded.length)), coded.length];
    const chunks = offsets.slice(1).map((end, i) => coded.subarray(offsets[i], end));
    const { bytes, error } = await runBody(chunks, { rewriter: rewriter(map), decode: [coding], encode: [coding] });
    assert.equal(error, undefined);
    assert.equal(decodeAll(bytes, [coding]).toString("latin1"), expected(source));
  };
  // Nothing at all comes out without a coding.
  const somePage = cutPage.filter(({ source }) => source !== "");
  await fc.assert(fc.asyncProperty(somePage, holds), runs(40));
}

for (const coding of CODING_NAMES) {
  test(`${coding}: a map that matches nothing is the identity`, () =>
    assertThrough(coding, elsewhere, (source) => source));
  test(`${coding}: what comes out is what comes out uncoded`, () =>
    assertThrough(coding, mounted, (source) => rewriteHtml(source, { map: mounted })));
}
