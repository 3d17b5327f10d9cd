import assert from "node:assert/strict";
import { ByteSplices } from "../../src/body/byte-splices.ts";
import { embeddedDocument } from "../../src/body/media-types.ts";
import type { HtmlContext } from "../../src/html/context.ts";
import { HtmlRewriter } from "../../src/html/rewriter.ts";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import { type RewriteOptions, resolveRewriteOptions } from "../../src/options.ts";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";

/** An application moved as it is; its URLs are told by their names alone. */
export const moved = new UrlMap([{ public: "https://www.example.com/", internal: "http://legacy.internal:8080/" }]);
/** An application mounted at a path: every URL counts. */
export const mounted = new UrlMap([
  { public: "https://www.example.com/app/", internal: "http://legacy.internal:8080/" },
]);
/** Names nothing that any test document holds. */
export const elsewhere = new UrlMap([{ public: "https://www.example.com/", internal: "http://nowhere.invalid/" }]);
export const elsewhereMounted = new UrlMap([
  { public: "https://www.example.com/app/", internal: "http://nowhere.invalid/" },
]);

export interface HtmlSettings {
  map?: UrlMap;
  base?: string;
  options?: RewriteOptions;
  hashed?: HtmlContext["hashed"];
  opening?: HtmlContext["opening"];
  pendingTokenBytes?: number;
}

export function contextOf(settings: HtmlSettings = {}): HtmlContext {
  const context: HtmlContext = {
    scope: new Scope(settings.map ?? moved, "toPublic", settings.base),
    options: resolveRewriteOptions(settings.options),
    embedded: (mediaType) => embeddedDocument(mediaType, context),
    hashed: settings.hashed ?? { scripts: false, styles: false },
    opening: settings.opening,
    pendingTokenBytes: settings.pendingTokenBytes ?? DEFAULT_LIMITS.pendingTokenBytes,
    depth: 0,
  };
  return context;
}

/** Rewrites a document that comes in pieces, cut at the given offsets: as strings and as bytes. */
export function rewriteHtml(input: string, settings: HtmlSettings = {}, cuts: readonly number[] = []): string {
  const pieces = [...cuts, input.length].map((cut, i) => input.slice(cuts[i - 1] ?? 0, cut));
  const rewriter = new HtmlRewriter(contextOf(settings));
  const output = pieces.map((piece) => rewriter.write(piece)).join("") + rewriter.end();
  // More than one char for a byte, as in the string of an attribute, is only found in strings.
  if (!/[^\0-\xff]/.test(input)) assert.equal(rewriteBytes(pieces, settings), output, "as bytes");
  return output;
}

function rewriteBytes(pieces: readonly string[], settings: HtmlSettings): string {
  const rewriter = new HtmlRewriter(contextOf(settings));
  const outputs = pieces.map((piece) => {
    const splices = new ByteSplices(Buffer.from(piece, "latin1"), Buffer.allocUnsafe);
    rewriter.writeBytes(Buffer.from(piece, "latin1"), splices.add);
    return splices.apply();
  });
  return Buffer.concat(outputs).toString("latin1") + rewriter.end();
}

/** Ascending offsets at which to cut a text. */
export function randomCuts(length: number, count: number, random: () => number): number[] {
  const cuts = Array.from({ length: count }, () => Math.floor(random() * length));
  return [...new Set(cuts)].sort((a, b) => a - b);
}
