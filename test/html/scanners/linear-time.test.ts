import { describe, test } from "node:test";
import { SCANNERS } from "../../../src/html/scanners/scanners.ts";
import type { EngineName } from "../../../src/options.ts";
import { assertLinear } from "../../linear-time.ts";
import { IGNORING } from "./ignoring-handler.ts";
import { piecesOf } from "./pieces.ts";

/** Documents of about `length` chars that a scanner could be made to read again and again. */
const DOCUMENTS: Readonly<Record<string, (length: number) => string>> = {
  "less-than signs": (length) => "<".repeat(length),
  "tags never closed": (length) => "<a ".repeat(length / 3),
  "a tag name without end": (length) => `<${"a".repeat(length)}`,
  "an attribute without end": (length) => `<a b="${"c>".repeat(length / 2)}`,
  "an unquoted attribute without end": (length) => `<a b=${"c".repeat(length)}`,
  "a tag with many attributes": (length) => `<a${" b=c".repeat(length / 4)}>`,
  "stray end tags": (length) => "</a>".repeat(length / 4),
  "an end tag without end": (length) => `</a ${"b".repeat(length)}`,
  "a comment without end": (length) => `<!--${"-a".repeat(length / 2)}`,
  "dashes without end": (length) => `<!--${"-".repeat(length)}`,
  "a bogus comment without end": (length) => `<!${"a".repeat(length)}`,
  "a script without end": (length) => `<script>${"</scrip".repeat(length / 7)}`,
  "an escaped script without end": (length) => `<script><!--${"<script".repeat(length / 7)}`,
  "a style without end": (length) => `<style>${"</".repeat(length / 2)}`,
  "CDATA without end": (length) => `<svg><![CDATA[${"]]".repeat(length / 2)}`,
  "deep nesting": (length) => "<div>".repeat(length / 5),
  "deep SVG": (length) => "<svg>".repeat(length / 10) + "</math>".repeat(length / 14),
};

const RUNS: readonly { engine: EngineName; pieceLength: number; length: number; leftOut: readonly string[] }[] = [
  { engine: "scan", pieceLength: 1024, length: 131072, leftOut: [] },
  { engine: "scan", pieceLength: 1, length: 32768, leftOut: [] },
  { engine: "htmlparser2", pieceLength: 1024, length: 131072, leftOut: [] },
  // Long enough to notice that parse5 keeps what it has read. It inserts every namespace it enters at the front of an array.
  { engine: "parse5", pieceLength: 1024, length: 524288, leftOut: ["deep SVG"] },
];

for (const { engine, pieceLength, length, leftOut } of RUNS) {
  describe(`${engine} in pieces of ${pieceLength}: twice the length takes about twice the time`, () => {
    for (const [name, document] of Object.entries(DOCUMENTS)) {
      test(name, { skip: leftOut.includes(name) }, () => {
        assertLinear((times) => scanAll(engine, document(times * length), pieceLength), 20);
      });
    }
  });
}

function scanAll(engine: EngineName, source: string, pieceLength: number): void {
  const scanner = SCANNERS[engine](IGNORING);
  for (const piece of piecesOf(source, pieceLength)) scanner.write(piece);
  scanner.end();
}
