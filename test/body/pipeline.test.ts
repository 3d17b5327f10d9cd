import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CodingName } from "../../src/body/codings/coding.ts";
import { CODING_NAMES, decodeAll, encodeAll } from "./codings/codings.ts";
import { INTERNAL, idleRewriter, PUBLIC, runBody, SPLITS } from "./harness.ts";

const PAGE = Buffer.from(
  Array.from({ length: 300 }, (_, i) => `<li><a href="${INTERNAL}item/${i * 7919}">Nº ${i}</a>\n`).join(""),
);
const REWRITTEN = Buffer.from(PAGE.toString().replaceAll(INTERNAL, PUBLIC));

const chains: CodingName[][] = [[], ...CODING_NAMES.map((name) => [name]), ["gzip", "br"], ["zstd", "gzip"]];

for (const codings of chains) {
  describe(`a body in ${codings.join(", ") || "no coding"}`, () => {
    for (const [split, cut] of Object.entries(SPLITS)) {
      test(`is rewritten, ${split}`, async () => {
        const { bytes, error } = await runBody(cut(encodeAll(PAGE, codings)), { decode: codings, encode: codings });
        assert.equal(error, undefined);
        assert.deepEqual(decodeAll(bytes, codings), REWRITTEN);
      });

      test(`stays as it is where nothing matches, ${split}`, async () => {
        const rewriter = idleRewriter();
        const { bytes, error } = await runBody(cut(encodeAll(PAGE, codings)), {
          decode: codings,
          encode: codings,
          rewriter,
        });
        assert.equal(error, undefined);
        assert.deepEqual(decodeAll(bytes, codings), PAGE);
      });
    }

    test("of nothing, coded, stays that: a reader may take no bytes at all for a broken stream", async () => {
      const { bytes, error } = await runBody([encodeAll(Buffer.alloc(0), codings)], {
        decode: codings,
        encode: codings,
      });
      assert.equal(error, undefined);
      assert.equal(bytes.length > 0, codings.length > 0);
      assert.deepEqual(decodeAll(bytes, codings), Buffer.alloc(0));
    });

    test("of no bytes stays empty", async () => {
      const { bytes, error } = await runBody([], { decode: codings, encode: codings });
      assert.equal(error, undefined);
      assert.equal(bytes.length, 0);
    });
  });
}
