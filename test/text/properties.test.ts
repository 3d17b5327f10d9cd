import assert from "node:assert/strict";
import { test } from "node:test";
import { MultipartRewriter } from "../../src/text/multipart.ts";
import { TEXT_REWRITERS } from "../../src/text/text-rewriters.ts";
import { rewriteWhole } from "../../src/text-rewriter.ts";
import { rounds, SEED, seededRandom } from "../random.ts";
import { FOREIGN_MAP, inPieces, type Make, newContext, randomPieces } from "./harness.ts";

const NAMES = ["http://legacy.internal:8080/a", "legacy.internal", ":8080", "http:", "//", "/x", " ", "é", "-", "]"];

/** Fragments that random texts of a family of formats are made of. */
const FRAGMENTS = {
  xml: [
    ...[
      "<rss>",
      "</rss>",
      "<link>",
      "</link>",
      "<atom:link href='",
      "'/>",
      "<description>",
      "</description>",
      "<b",
      "/>",
    ],
    ...["<![CDATA[", "]]>", "<!--", "-->", "<?xml-stylesheet href='/x'", "?>", "<!DOCTYPE a [", ">", '<a b="', '"'],
    ...["&lt;a href=&quot;/y&quot;&gt;", "&#47;", "xml:base='http://other.example/'", "<ds:Signature/>"],
    ...[
      "<html xmlns='http://www.w3.org/1999/xhtml'>",
      "<script>",
      "</script>",
      "<style>a{background:url(",
      "/z)}</style>",
    ],
  ],
  json: [
    ...[
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      '"imports"',
      '"start_url"',
      '"issuer"',
      '"openapi"',
      '"/x"',
      "icons",
      "src",
    ],
    ...['"http:\\/\\/legacy.internal:8080\\/y"', "\\u002f", "\n", "1"],
  ],
  lines: [
    ...[
      "\n",
      "\r\n",
      "\r",
      '#EXT-X-KEY:URI="/k"',
      "data: ",
      "Sitemap:",
      "id:",
      "File1=",
      "&",
      "+",
      "=",
      "--b",
      "\r\n--b\r\n",
    ],
    ...["%2F%2F", "http%3A%2F%2Flegacy.internal%3A8080%2F", "\r\n\r\n", "Content-Disposition: form-data\r\n\r\n"],
  ],
};

const { xml, json, manifest, importmap, folded, playlist, robots, ini, form } = TEXT_REWRITERS;
const FORMATS: readonly { name: string; make: Make; fragments: readonly string[] }[] = [
  { name: "xml", make: xml, fragments: FRAGMENTS.xml },
  { name: "json", make: json, fragments: FRAGMENTS.json },
  { name: "manifest", make: manifest, fragments: FRAGMENTS.json },
  { name: "importmap", make: importmap, fragments: FRAGMENTS.json },
  { name: "folded", make: folded, fragments: [...FRAGMENTS.lines, "\n ", "\r\n\t", "leg", "acy.internal:8080"] },
  { name: "playlist", make: playlist, fragments: FRAGMENTS.lines },
  { name: "robots", make: robots, fragments: FRAGMENTS.lines },
  { name: "ini", make: ini, fragments: FRAGMENTS.lines },
  { name: "event-stream", make: TEXT_REWRITERS["event-stream"], fragments: FRAGMENTS.lines },
  { name: "cache-manifest", make: TEXT_REWRITERS["cache-manifest"], fragments: FRAGMENTS.lines },
  { name: "form", make: form, fragments: FRAGMENTS.lines },
  { name: "multipart", make: ({ scope }) => new MultipartRewriter(scope, "b"), fragments: FRAGMENTS.lines },
];

const TEXTS = 150;
const PENDING_BYTES = [12, 40, 65_536];

for (const { name, make, fragments } of FORMATS) {
  const texts = Array.from({ length: rounds(TEXTS) }, (_, index) => {
    const seed = SEED + index;
    const random = seededRandom(seed);
    const pendingTokenBytes = PENDING_BYTES[Math.floor(random() * PENDING_BYTES.length)] as number;
    const text = randomText([...fragments, ...NAMES], random);
    return { seed, text, pendingTokenBytes, pieces: randomPieces(text, random) };
  });

  test(`${name}: any split gives the same output`, () => {
    for (const { seed, text, pendingTokenBytes, pieces } of texts) {
      const fresh = () => make(newContext({ pendingTokenBytes }));
      const expected = rewriteWhole(fresh(), text);
      assert.equal(inPieces(fresh(), text.split("")), expected, `char by char, SEED=${seed}`);
      assert.equal(inPieces(fresh(), pieces), expected, `random split, SEED=${seed}`);
    }
  });

  test(`${name}: a map that knows no name changes nothing`, () => {
    for (const { seed, text, pendingTokenBytes, pieces } of texts) {
      const output = inPieces(make(newContext({ pendingTokenBytes, map: FOREIGN_MAP })), pieces);
      assert.equal(output, text, `SEED=${seed}`);
    }
  });

  test(`${name}: rewriting twice is rewriting once`, () => {
    for (const { seed, text } of texts) {
      const once = rewriteWhole(make(newContext()), text);
      assert.equal(rewriteWhole(make(newContext()), once), once, `SEED=${seed}: ${text}`);
    }
  });
}

function randomText(fragments: readonly string[], random: () => number): string {
  const pick = () => fragments[Math.floor(random() * fragments.length)] as string;
  return Array.from({ length: Math.floor(random() * 25) }, pick).join("");
}
