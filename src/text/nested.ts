import type { NestedDocument } from "../html/content/embedded.ts";
import { DEEPEST_NESTING, type HtmlContext, nested } from "../html/context.ts";
import { HtmlRewriter, rewriteHtml } from "../html/rewriter.ts";
import { rewriteWhole, type TextRewriter } from "../text-rewriter.ts";
import type { ValueRewriter } from "../values/value.ts";

export const NESTED_HTML: NestedDocument = {
  stream: (context) => new HtmlRewriter(context),
  whole: rewriteHtml,
};

/** Rewrites HTML inside of another format, whose escapes are already decoded. */
export function nestedHtml(context: HtmlContext): ValueRewriter {
  return (html, scope, splice) => {
    if (context.depth < DEEPEST_NESTING) rewriteHtml(html, { ...nested(context), scope }, splice);
  };
}

/** Turns a rewriter of streams into one of a single value. Everything from the first to the last change is one splice. */
export function wholeValue(rewriter: TextRewriter): ValueRewriter {
  return (value, _scope, splice) => {
    const output = rewriteWhole(rewriter, value);
    if (output === value) return;
    const shorter = Math.min(value.length, output.length);
    let start = 0;
    while (start < shorter && value[start] === output[start]) start++;
    let same = 0;
    while (same < shorter - start && value.at(-1 - same) === output.at(-1 - same)) same++;
    splice(start, value.length - same, output.slice(start, output.length - same));
  };
}
