import { decoded } from "../values/combinators/decoded.ts";
import { text } from "../values/url.ts";
import type { ValueRewriter } from "../values/value.ts";

/** What ends a line that may be folded. */
export const UNFOLDED_BREAK: RegExp = /\n(?![\t ])/g;

/**
 * A line break in the middle of a line, wherever that grew too long (RFC 5545 section 3.1, RFC 6350 section 3.2). Some fold
 * between words, and mean the space: a URL behind it is a word of its own.
 */
const FOLD = /\r?\n[\t ](?!https?:)/g;

/** A line in which names may be folded. Folds outside of what moves stay. */
export const foldedLine: ValueRewriter = (line, scope, splice) => {
  if (!line.includes("\n")) return text(line, scope, splice);
  const { text: unfolded, starts } = decoded(line, FOLD, () => "");
  text(unfolded, scope, (start, end, replacement) => {
    const rawStart = starts[start] as number;
    splice(rawStart, end > start ? (starts[end - 1] as number) + 1 : rawStart, replacement);
  });
};
