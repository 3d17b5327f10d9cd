import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { DocumentRewriter } from "../../src/body/document-rewriter.ts";
import { documentType } from "../../src/body/media-types.ts";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import { resolveRewriteOptions } from "../../src/options.ts";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { assertLinear } from "../linear-time.ts";
import { Figures, kibibytes } from "./support/figures.ts";

const PIECE_BYTES = 16_384;
/** What is held back of a token that is too long: the limit, and the piece that exceeds it. */
const MOST_HELD_BYTES = DEFAULT_LIMITS.pendingTokenBytes + PIECE_BYTES;
/** Half a second for 500 KB, on a machine that is busy. What took quadratic time in others took 25 s. */
const MOST_NS_PER_BYTE = 1000;
const MIB = 2 ** 20;

interface Pathology {
  readonly name: string;
  /** Default `text/html`. */
  readonly type?: string;
  readonly start?: string;
  readonly part: string;
  readonly times: number;
}

const PATHOLOGIES: readonly Pathology[] = [
  { name: "less-than signs", part: "<", times: MIB },
  { name: "tags never closed", part: "<a ", times: 350_000 },
  { name: "an attribute of 1 MiB", start: '<a href="/', part: "x", times: MIB },
  { name: "an attribute of 1 MiB, of references", start: '<a title="', part: "&#47;&#47;", times: MIB / 10 },
  { name: "100,000 stray end tags", part: "</a>", times: 100_000 },
  { name: "B-47 100,000 elements, each with another's end tag", part: "<a></b>", times: 100_000 },
  { name: "B-47 40,000 elements in each other", part: "<div>", times: 40_000 },
  { name: "B-47 70,000 elements of SVG in each other", part: "<svg>", times: 70_000 },
  { name: "1e6 url( in a style element", start: "<style>", part: "url(", times: 1e6 },
  { name: "1e6 url( in an attribute", start: '<p style="', part: "url(", times: 1e6 },
  { name: "1e6 url( in a style sheet", type: "text/css", part: "url(", times: 1e6 },
  { name: "a URL of 1 MiB in a style sheet", type: "text/css", start: "a{b:url(", part: "x", times: MIB },
  { name: "a string of 1 MiB in a style sheet", type: "text/css", start: '@import "', part: "/x", times: MIB / 2 },
  { name: "a comment never closed", start: "<!--", part: "- http:", times: 150_000 },
  { name: "a script never closed", start: "<script>", part: '"http:\\/\\/', times: 100_000 },
  { name: "a string of 1 MiB in a script", type: "text/javascript", start: 'a = "', part: "http://", times: 150_000 },
];

describe("L12 documents that make others slow", () => {
  const figures = new Figures("L12 documents that make others slow", [
    "document",
    "bytes",
    "ns/byte",
    "held",
    "at most",
  ]);

  after(() => figures.print());

  for (const { name, type = "text/html", start = "", part, times } of PATHOLOGIES) {
    const document = (factor: number) => Buffer.from(start + part.repeat(times * factor));

    test(`L12 ${name}: held back up to a limit, then passed`, () => {
      const bytes = document(1);
      const { outputs, mostHeld } = rewrite(bytes, type);
      // The first run compiles.
      const { cpuMs } = rewrite(bytes, type);
      const nsPerByte = (cpuMs * 1e6) / bytes.length;
      figures.add(name, String(bytes.length), nsPerByte.toFixed(0), kibibytes(mostHeld), kibibytes(MOST_HELD_BYTES));
      assert.ok(mostHeld <= MOST_HELD_BYTES, `${mostHeld} bytes were held back`);
      assert.ok(bytes.equals(Buffer.concat(outputs)));
      assert.ok(nsPerByte <= MOST_NS_PER_BYTE, `${nsPerByte} ns for each byte`);
    });

    test(`L12 ${name}: twice the length takes about twice the time`, () => {
      const documents = { 1: document(1), 2: document(2) };
      assertLinear((factor) => rewrite(documents[factor], type), 100);
    });
  }
});

/** What comes out, piece by piece, and how much was held back after any piece. */
function rewrite(bytes: Buffer, mediaType: string): { outputs: Uint8Array[]; mostHeld: number; cpuMs: number } {
  const before = process.cpuUsage();
  const rewriter = newRewriter(mediaType);
  const outputs: Uint8Array[] = [];
  let held = 0;
  let mostHeld = 0;
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    const output = rewriter.write(piece);
    held += piece.length - output.length;
    mostHeld = Math.max(mostHeld, held);
    outputs.push(output);
  }
  outputs.push(rewriter.end());
  const { user, system } = process.cpuUsage(before);
  return { outputs, mostHeld, cpuMs: (user + system) / 1000 };
}

/** To which none of these documents refers. */
const MAP = new UrlMap([{ public: "https://www.example.com/", internal: "http://legacy.internal:8080/" }]);

function newRewriter(mediaType: string): DocumentRewriter {
  const document = documentType(mediaType);
  assert.ok(document);
  const settings = { scope: new Scope(MAP, "toPublic"), options: resolveRewriteOptions() };
  return new DocumentRewriter({ mediaType, label: "utf-8", document }, settings);
}
