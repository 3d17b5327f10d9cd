import assert from "node:assert/strict";
import { test } from "node:test";
import type { HtmlContext } from "../../src/html/context.ts";
import { DEFAULT_REWRITE_OPTIONS, type RewriteOptions, resolveRewriteOptions } from "../../src/options.ts";
import { rewriteWhole, type TextRewriter } from "../../src/text-rewriter.ts";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { rounds, SEED, seededRandom } from "../random.ts";

export const INTERNAL = "http://legacy.internal:8080";
export const PUBLIC = "https://www.example.com/app";

const MAP = new UrlMap([{ public: `${PUBLIC}/`, internal: `${INTERNAL}/`, aliases: ["http://legacy"] }]);
/** Knows none of the names in any test. */
export const FOREIGN_MAP = new UrlMap([{ public: "https://a.example/", internal: "http://b.example/" }]);

export interface ContextSettings {
  readonly options?: RewriteOptions;
  readonly pendingTokenBytes?: number;
  readonly map?: UrlMap;
  readonly base?: string;
}

export function newContext({
  options,
  pendingTokenBytes = 65_536,
  map = MAP,
  base,
}: ContextSettings = {}): HtmlContext {
  return {
    scope: new Scope(map, "toPublic", base),
    options: options ? resolveRewriteOptions(options) : DEFAULT_REWRITE_OPTIONS,
    embedded: () => undefined,
    hashed: { scripts: false, styles: false },
    pendingTokenBytes,
    depth: 0,
  };
}

export interface Case extends ContextSettings {
  readonly name: string;
  readonly input: string;
  /** Default: the input. */
  readonly expected?: string;
}

export type Make = (context: HtmlContext) => TextRewriter;

/** One test for each case: whole, char by char, in random splits, and with a map that knows none of its names. */
export function testCases(cases: readonly Case[], make: Make): void {
  for (const { name, input, expected = input, ...settings } of cases) {
    test(name, () => {
      const fresh = () => make(newContext(settings));
      assert.equal(rewriteWhole(fresh(), input), expected, "whole");
      assert.equal(inPieces(fresh(), input.split("")), expected, "char by char");
      const random = seededRandom(SEED);
      for (let round = 0; round < rounds(10); round++) {
        const pieces = randomPieces(input, random);
        assert.equal(inPieces(fresh(), pieces), expected, `SEED=${SEED}, split ${JSON.stringify(pieces)}`);
      }
      const foreign = make(newContext({ ...settings, map: FOREIGN_MAP }));
      assert.equal(inPieces(foreign, randomPieces(input, random)), input, "foreign map");
    });
  }
}

export function inPieces(rewriter: TextRewriter, pieces: readonly string[]): string {
  return pieces.map((piece) => rewriter.write(piece)).join("") + rewriter.end();
}

export function randomPieces(text: string, random: () => number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + 1 + Math.floor(random() * 12);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
