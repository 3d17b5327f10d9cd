import type { ResolvedRewriteOptions } from "../options.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import type { Scope } from "../url/scope.ts";
import type { PolicyHashes } from "../values/csp/policy-hashes.ts";
import type { DocumentObserver } from "./observer.ts";
import type { OpeningMarkup } from "./opening.ts";

/** What the rewriting of one HTML document depends on. */
export interface HtmlContext {
  readonly scope: Scope;
  readonly options: ResolvedRewriteOptions;
  /** Rewriters for inline blocks in other languages, by the media type of a `<script>`; undefined for an unknown one. */
  readonly embedded: (mediaType: string) => TextRewriter | undefined;
  /** Inline blocks that a content security policy names by their hash: they must stay as they are. */
  readonly hashed: PolicyHashes;
  /** An unfinished tag longer than this passes as it is. */
  readonly pendingTokenBytes: number;
  /** Told of each such tag, or other token that passes without being read as a whole. */
  readonly onOverrun?: (() => void) | undefined;
  /** How many documents this one is nested in: `srcdoc`, templates, conditional comments. */
  readonly depth: number;
  /** What this document begins with, but not those inside it. Default nothing. */
  readonly opening?: OpeningMarkup | undefined;
  /** Watches the reading of this document, but not of those inside it. */
  readonly observer?: DocumentObserver | undefined;
}

/** Documents nested deeper than this pass as they are. */
export const DEEPEST_NESTING = 3;

/** The context of a document inside this one. */
export function nested(context: HtmlContext): HtmlContext {
  return { ...context, depth: context.depth + 1, opening: undefined, observer: undefined };
}
