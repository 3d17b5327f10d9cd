import { DEEPEST_NESTING, type HtmlContext, nested } from "../html/context.ts";
import type { NestedDocument } from "../html/embedded.ts";
import { HtmlRewriter, rewriteHtml } from "../html/rewriter.ts";
import type { ValueRewriter } from "../values/value.ts";

export const NESTED_HTML: NestedDocument = {
  stream: (context) => new HtmlRewriter(context),
  whole: rewriteHtml,
};

/** Rewrites HTML that stands, without the escapes of that, inside another format. */
export function nestedHtml(context: HtmlContext): ValueRewriter {
  return (html, scope, splice) => {
    if (context.depth < DEEPEST_NESTING) rewriteHtml(html, { ...nested(context), scope }, splice);
  };
}
