import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { runs } from "../../random.ts";
import { comparable, tagsOf } from "./comparison.ts";
import { html5libDocuments } from "./html5lib.ts";
import { cutAt, randomCuts } from "./pieces.ts";
import { foreignSoup, soup } from "./soup.ts";
import { ENGINES, scan } from "./tokens.ts";
import { treeBuilderTags } from "./tree-builder.ts";

function assertSameAsParse5(source: string): void {
  const expected = comparable(source, scan("parse5", [source]));
  assert.deepEqual(comparable(source, scan("scan", [source])), expected);
  assert.deepEqual(comparable(source, scan("scan", [...source])), expected, "char by char");
}

test("html5lib's tokenizer vectors: scan reads what parse5 reads", (t) => {
  const documents = html5libDocuments();
  if (documents === undefined) return t.skip("the vectors are not at hand");
  assert.ok(documents.size > 5000);
  for (const document of documents) assertSameAsParse5(document);
});

test("any markup: scan reads what parse5 reads", () => {
  fc.assert(fc.property(soup, assertSameAsParse5), runs(1500));
});

test("SVG and MathML: scan reads the tags that the tree builder lets be read", () => {
  fc.assert(
    fc.property(foreignSoup, (source) => {
      assert.deepEqual(tagsOf(scan("scan", [source])), treeBuilderTags(source));
    }),
    runs(1000),
  );
});

for (const engine of ENGINES) {
  test(`any markup: ${engine} reads the same in any pieces`, () => {
    const cutSoup = soup.chain((source) => randomCuts(source).map((cuts) => ({ source, cuts })));
    fc.assert(
      fc.property(cutSoup, ({ source, cuts }) => {
        assert.deepEqual(scan(engine, cutAt(source, cuts)), scan(engine, [source]));
      }),
      runs(500),
    );
  });
}
