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
  /** Which inline blocks must stay, because a content security policy allows them by their hash. */
  readonly hashed: PolicyHashes;
  /** An unfinished tag longer than this passes unchanged. */
  readonly pendingTokenBytes: number;
  /** Called for each such tag, and for other tokens that are too long to be read as a whole. */
  readonly onOverrun?: (() => void) | undefined;
  /** In how many documents this one is nested: `srcdoc`, templates, conditional comments. */
  readonly depth: number;
  /** Markup to insert at the beginning of this document, but not of those inside it. Default none. */
  readonly opening?: OpeningMarkup | undefined;
  /** Observes how this document is read, but not those inside it. */
  readonly observer?: DocumentObserver | undefined;
}

/** Documents nested deeper than this pass unchanged. */
export const DEEPEST_NESTING = 3;

/** The context of a document inside this one. */
export function nested(context: HtmlContext): HtmlContext {
  return { ...context, depth: context.depth + 1, opening: undefined, observer: undefined };
}
