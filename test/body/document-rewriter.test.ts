import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DocumentRewriter } from "../../src/body/document-rewriter.ts";
import { type DocumentType, documentType } from "../../src/body/media-types.ts";
import { resolveRewriteOptions } from "../../src/options.ts";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";

const map = new UrlMap([{ public: "https://www.example.com/", internal: "http://legacy.internal:8080/" }]);

function newRewriter(mediaType: string, field?: (name: string) => string | undefined): DocumentRewriter {
  const document = documentType(mediaType) as DocumentType;
  const settings = { scope: new Scope(map, "toPublic"), options: resolveRewriteOptions() };
  return new DocumentRewriter({ mediaType, label: "utf-8", document }, field ? { ...settings, field } : settings);
}

function run(rewriter: DocumentRewriter, pieces: readonly string[]): string {
  const output = [...pieces.map((piece) => rewriter.write(Buffer.from(piece))), rewriter.end()];
  return Buffer.concat(output).toString();
}

const URL_TEXT = "http://legacy.internal:8080/x";
const MOVED = "https://www.example.com/x";

const cases: { name: string; type: string; input: string; reason: string | undefined; field?: string }[] = [
  { name: "a page", type: "text/html", input: `<a href="${URL_TEXT}">`, reason: undefined },
  { name: "PHP", type: "text/html", input: `s:29:"${URL_TEXT}";`, reason: "length-prefixed" },
  { name: "GWT-RPC", type: "application/json", input: `//OK[1,["${URL_TEXT}"]]`, reason: "length-prefixed" },
  { name: "chunked JSON", type: "application/json", input: `)]}'\n36\n["${URL_TEXT}"]`, reason: "length-prefixed" },
  { name: "JSON behind a guard", type: "application/json", input: `)]}'\n["${URL_TEXT}"]`, reason: undefined },
  { name: "a text that a field tells of", type: "text/plain", input: URL_TEXT, field: "1", reason: "length-prefixed" },
  { name: "a text", type: "text/plain", input: URL_TEXT, reason: undefined },
  { name: "nothing", type: "text/plain", input: "", reason: undefined },
];

describe("formats that count their chars", () => {
  for (const { name, type, input, reason, field } of cases) {
    test(name, () => {
      const expected = reason ? input : input.replaceAll(URL_TEXT, MOVED);
      for (const pieces of [[input], input.split("")]) {
        const rewriter = newRewriter(type, (asked) => (asked === "x-microsoftajax" ? field : undefined));
        assert.equal(run(rewriter, pieces), expected);
        assert.equal(rewriter.passReason, reason);
      }
    });
  }

  test("what tells nothing does not wait", () => {
    assert.equal(Buffer.from(newRewriter("text/plain").write(Buffer.from("an event "))).toString(), "an event ");
  });

  test("what waits for the first bytes goes out when no more come", () => {
    const rewriter = newRewriter("text/plain");
    assert.equal(Buffer.from(rewriter.write(Buffer.from("1 event "))).toString(), "");
    assert.equal(rewriter.isWaiting, true);
    assert.equal(Buffer.from(rewriter.flush()).toString(), "1 event ");
    assert.equal(rewriter.isWaiting, false);
    assert.equal(Buffer.from(rewriter.write(Buffer.from("and another "))).toString(), "and another ");
  });
});

const overruns: { name: string; type: string; pieces: string[]; expected: number }[] = [
  {
    name: "HTML: a tag",
    type: "text/html",
    pieces: [`<a title="${"x".repeat(70_000)}`, "x", '">', "<b>"],
    expected: 1,
  },
  {
    name: "HTML: two tags",
    type: "text/html",
    pieces: [`<a title="${"x".repeat(70_000)}`, `"><a title="${"x".repeat(70_000)}`, '">'],
    expected: 2,
  },
  { name: "HTML: a text is none", type: "text/html", pieces: ["x".repeat(70_000), "x".repeat(70_000)], expected: 0 },
  { name: "XML: a tag", type: "text/xml", pieces: [`<a title="${"x".repeat(70_000)}`, "x", '">'], expected: 1 },
  {
    name: "XML: a content",
    type: "application/rss+xml",
    pieces: [`<rss><channel><link>${"x".repeat(70_000)}`, "x</link></channel></rss>"],
    expected: 1,
  },
  {
    name: "JSON: a string that is a URL",
    type: "application/manifest+json",
    pieces: [`{"start_url":"${"x".repeat(70_000)}`, '"}'],
    expected: 1,
  },
  {
    name: "lines",
    type: "application/vnd.apple.mpegurl",
    pieces: ["x".repeat(70_000), "\n", "x"],
    expected: 1,
  },
];

describe("tokens that are too long are counted", () => {
  for (const { name, type, pieces, expected } of overruns) {
    test(name, () => {
      const rewriter = newRewriter(type);
      run(rewriter, pieces);
      assert.equal(rewriter.overruns, expected);
    });
  }
});
