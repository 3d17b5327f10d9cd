import assert from "node:assert/strict";
import { test } from "node:test";
import { MultipartRewriter } from "../../src/text/multipart.ts";
import { TEXT_REWRITERS } from "../../src/text/text-rewriters.ts";
import { assertLinear } from "../linear-time.ts";
import { FOREIGN_MAP, type Make, newContext } from "./harness.ts";

const KIB = 1024;

interface Pathology {
  readonly name: string;
  readonly make: Make;
  /** An input of about so many chars. */
  readonly input: (length: number) => string;
}

const repeated =
  (part: string, before = "") =>
  (length: number) =>
    before + part.repeat(length / part.length);

const { xml, json, manifest, folded, playlist, form, robots } = TEXT_REWRITERS;
const multipart: Make = ({ scope }) => new MultipartRewriter(scope, "b");

const PATHOLOGIES: Pathology[] = [
  { name: "xml: <", make: xml, input: repeated("<") },
  { name: "xml: elements nested deeply", make: xml, input: repeated("<a>") },
  { name: "xml: namespaces nested deeply", make: xml, input: repeated('<a:b xmlns:a="urn:a">') },
  { name: "xml: xml:base nested deeply", make: xml, input: repeated('<a xml:base="x/">') },
  { name: "xml: stray end tags", make: xml, input: repeated("</a>") },
  { name: "xml: a comment that does not end", make: xml, input: repeated("http:// -", "<!--") },
  { name: "xml: a CDATA section that does not end", make: xml, input: repeated("http:// ]", "<rss><link><![CDATA[") },
  { name: "xml: a tag that does not end", make: xml, input: repeated(' a="http://', "<a ") },
  { name: "xml: an attribute that does not end", make: xml, input: repeated("&#x2F;", '<a b="') },
  { name: "xml: a text that does not end", make: xml, input: repeated("&lt;", "<rss><description>") },
  { name: "xml: an instruction that does not end", make: xml, input: repeated(" href=", "<?xml-stylesheet ") },
  { name: "xml: many comments in a text", make: xml, input: repeated("<!---->", "<rss><link>") },
  { name: "folded: nothing but folds", make: folded, input: repeated("\r\n ") },
  { name: "json: arrays nested deeply", make: json, input: repeated("[") },
  { name: "json: objects nested deeply", make: json, input: repeated('{"a":') },
  { name: "json: a string of backslashes", make: json, input: repeated("\\", '{"a":"') },
  { name: "json: a string of escaped quotes", make: json, input: repeated('\\"', '{"issuer":"') },
  { name: "json: a name that does not end", make: json, input: repeated("a", '{"') },
  { name: "json: quotes", make: json, input: repeated('"') },
  { name: "manifest: a URL that does not end", make: manifest, input: repeated("\\/", '{"start_url":"') },
  { name: "manifest: many URLs", make: manifest, input: repeated('"\\/x",', '{"start_url":[') },
  { name: "playlist: a line of letters", make: playlist, input: repeated("A", "#") },
  { name: "playlist: a line of strings", make: playlist, input: repeated('URI="', "#") },
  { name: "robots: a line of digits", make: robots, input: repeated("1") },
  { name: "form: escapes", make: form, input: repeated("%2F") },
  { name: "form: pairs", make: form, input: repeated("a=&") },
  { name: "multipart: boundaries", make: multipart, input: repeated("\r\n--b") },
  { name: "multipart: fields that do not end", make: multipart, input: repeated("a: b\r\n", "--b\r\n") },
];

for (const { name, make, input } of PATHOLOGIES) {
  test(`linear: ${name}`, () => {
    assertLinear((times) => rewriteAll(make, input(times * 64 * KIB)));
  });
}

test("linear: what is held back is bounded", () => {
  for (const { name, make, input } of PATHOLOGIES) {
    const rewriter = make(newContext({ map: FOREIGN_MAP }));
    const text = input(256 * KIB);
    let written = 0;
    for (const piece of inKibibytes(text)) written += rewriter.write(piece).length;
    assert.ok(text.length - written < 70_000, `${name}: ${text.length - written} chars are held back`);
    assert.equal(written + rewriter.end().length, text.length, name);
  }
});

function rewriteAll(make: Make, text: string): void {
  const rewriter = make(newContext());
  for (const piece of inKibibytes(text)) rewriter.write(piece);
  rewriter.end();
}

function inKibibytes(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / KIB) }, (_, index) => text.slice(KIB * index, KIB * (index + 1)));
}
