import type { HtmlContext } from "../html/context.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import type { Scope } from "../url/scope.ts";
import { CharsetRewriter } from "./byte-rewriter.ts";
import { type DocumentType, embeddedDocument } from "./media-types.ts";

/** What the rewriting of one body depends on. */
export interface DocumentSettings {
  readonly scope: Scope;
  readonly options: ResolvedRewriteOptions;
  /** Inline blocks that a content security policy of the response names by their hash. Default none. */
  readonly hashed?: HtmlContext["hashed"];
  readonly limits?: Pick<Limits, "pendingTokenBytes">;
}

/**
 * What rewrites the bytes of one body, decoded.
 *
 * @param label the charset that Content-Type names, if it does
 */
export function documentRewriter(
  type: DocumentType,
  label: string | undefined,
  settings: DocumentSettings,
): CharsetRewriter {
  const { scope, options, hashed = NONE_HASHED, limits = DEFAULT_LIMITS } = settings;
  const context: HtmlContext = {
    scope,
    options,
    hashed,
    pendingTokenBytes: limits.pendingTokenBytes,
    depth: 0,
    embedded: (mediaType) => embeddedDocument(mediaType, context),
  };
  return new CharsetRewriter(type.rewriter(context), { label, format: type.format });
}

const NONE_HASHED = { scripts: false, styles: false } as const;
