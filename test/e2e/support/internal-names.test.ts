import assert from "node:assert/strict";
import test from "node:test";
import { findInternalName } from "./internal-names.ts";

const found = [
  "http://wiki.internal:9200/",
  "//wiki.internal:9200/",
  "http://wiki.internal/",
  "HTTPS://Wiki.Internal:9200",
  "at wiki.internal.",
  "Domain=wiki.internal; Path=/",
  String.raw`"http:\/\/wiki.internal:9200\/"`,
  String.raw`"http:\u002F\u002Fwiki.internal\u003A9200"`,
  "http%3A%2F%2Fwiki.internal%3A9200%2F",
  "http%253A%252F%252Fwiki.internal%253A9200",
  "http:&#x2F;&#x2F;wiki.internal&#58;9200",
];
const notFound = [
  "http://wiki.internal:9201/",
  "http://wiki.internal:92000/",
  "http%3A%2F%2Fwiki.internal%3A9201",
  "http://wiki.internal.example:9200/",
  "http://my-wiki.internal:9200/",
  "http://old.wiki.internal:9200/",
  "http://wiki.internals:9200/",
  "http://127.0.0.1:9200/",
];

for (const text of found) {
  test(`finds ${text}`, () => assert.equal(findInternalName(text, "http://wiki.internal:9200", "here").length, 1));
}
for (const text of notFound) {
  test(`does not find ${text}`, () =>
    assert.deepEqual(findInternalName(text, "http://wiki.internal:9200", "here"), []));
}
