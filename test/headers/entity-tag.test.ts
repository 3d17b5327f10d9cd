import assert from "node:assert/strict";
import { test } from "node:test";
import { entityTagSuffix, namesRewritten, withoutSuffix, withSuffix } from "../../src/headers/entity-tag.ts";

const SUFFIX = "-ro123456";

for (const { name, tag, suffixed } of [
  { name: "strong", tag: '"abc"', suffixed: '"abc-ro123456"' },
  { name: "weak", tag: 'W/"abc"', suffixed: 'W/"abc-ro123456"' },
  { name: "empty", tag: '""', suffixed: '"-ro123456"' },
  { name: "without quotes", tag: "abc", suffixed: "abc-ro123456" },
]) {
  test(`A6-69 an entity tag there and back: ${name}`, () => {
    assert.equal(withSuffix(tag, SUFFIX), suffixed);
    assert.equal(withoutSuffix(suffixed, SUFFIX), tag);
  });
}

for (const { name, tags, plain } of [
  { name: "a list", tags: '"a-ro123456", W/"b-ro123456","c"', plain: '"a", W/"b","c"' },
  { name: "any", tags: "*", plain: "*" },
  { name: "another rewriting's", tags: '"a-ro654321"', plain: '"a-ro654321"' },
  { name: "a suffix inside", tags: '"a-ro123456-gzip"', plain: '"a-ro123456-gzip"' },
  { name: "two suffixes, of two proxies", tags: '"a-ro123456-ro123456"', plain: '"a-ro123456"' },
]) {
  test(`withoutSuffix(): ${name}`, () => assert.equal(withoutSuffix(tags, SUFFIX), plain));
}

test("entityTagSuffix() is short, and differs where the rewriting does", () => {
  assert.match(entityTagSuffix("a"), /^-ro[0-9a-f]{6}$/);
  assert.equal(entityTagSuffix("a"), entityTagSuffix("a"));
  assert.notEqual(entityTagSuffix("a"), entityTagSuffix("b"));
});

test("namesRewritten() looks at conditions only", () => {
  assert.equal(namesRewritten(["Accept", "*/*", "If-None-Match", '"a", "b-ro123456"'], SUFFIX), true);
  assert.equal(namesRewritten(["If-Range", '"b-ro123456"'], SUFFIX), true);
  assert.equal(namesRewritten(["Cookie", '"b-ro123456"', "If-None-Match", '"b"'], SUFFIX), false);
});
