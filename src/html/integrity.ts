import type { HtmlContext } from "./context.ts";
import type { StartTag } from "./start-tag.ts";

/** `rel` of a link whose target is a script or a stylesheet. */
const REWRITTEN_REL = /(?:^|\s)(?:stylesheet|modulepreload|preload|prefetch)(?:\s|$)/i;

/**
 * Whether a digest must go, because the resource that it describes comes through us and is of a type that we rewrite
 * (https://www.w3.org/TR/SRI/). A digest of a foreign resource stays.
 */
export function dropsIntegrity(tag: StartTag, { scope, options }: HtmlContext): boolean {
  if (tag.name === "script") return options.scripts && leadsHere(tag.value("src"));
  const isRewritten = REWRITTEN_REL.test(tag.value("rel") ?? "") && (options.css || options.scripts);
  return isRewritten && leadsHere(tag.value("href"));

  function leadsHere(reference: string | undefined): boolean {
    return reference !== undefined && scope.covers(reference);
  }
}
