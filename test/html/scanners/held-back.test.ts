import assert from "node:assert/strict";
import { test } from "node:test";
import { ScanScanner } from "../../../src/html/scanners/scan-scanner.ts";
import { IGNORING } from "./ignoring-handler.ts";

/** What scan holds back at the end of a piece: no more than what may still turn out to be something else. */
const cases = [
  { name: "text", input: "abc", held: "" },
  { name: "text with a character reference", input: "abc&am", held: "" },
  { name: "a less-than sign", input: "abc<", held: "<" },
  { name: "the beginning of an end tag", input: "abc</", held: "</" },
  { name: "an unfinished tag", input: `abc<a href="x" b`, held: `<a href="x" b` },
  { name: "an unfinished end tag", input: "abc</a ", held: "</a " },
  { name: "an end tag without a name", input: "abc</>", held: "" },
  { name: "an unfinished declaration", input: "abc<!-", held: "<!-" },
  { name: "a comment", input: "<!--abc", held: "" },
  { name: "a comment that may end", input: "<!--abc--!", held: "--!" },
  { name: "a comment with many dashes", input: "<!--abc----", held: "--" },
  { name: "a bogus comment", input: "<?abc", held: "" },
  { name: "a doctype", input: "<!doctype ht", held: "" },
  { name: "a script", input: "<script>ab", held: "" },
  { name: "a script that may end", input: "<script>ab</scr", held: "</scr" },
  { name: "a script with another end tag", input: "<script>ab</scx", held: "" },
  { name: "a script that may be escaped", input: "<script>ab<!-", held: "<!-" },
  { name: "an escaped script that may end", input: "<script><!--ab</script", held: "</script" },
  { name: "a doubly escaped script", input: "<script><!--<script>ab</script", held: "" },
  { name: "a style that may end", input: "<style>ab</style", held: "</style" },
  { name: "a title with markup", input: "<title>ab<b", held: "" },
  { name: "CDATA that may end", input: "<svg><![CDATA[a]]]", held: "]]" },
  { name: "plaintext", input: "<plaintext>ab<", held: "" },
];

for (const { name, input, held } of cases) {
  test(`${name}: ${JSON.stringify(input)} holds back ${JSON.stringify(held)}`, () => {
    assert.equal(input.slice(new ScanScanner(IGNORING).write(input)), held);
  });
}
