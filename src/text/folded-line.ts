import { decoded } from "../values/combinators/decoded.ts";
import { text } from "../values/url.ts";
import type { ValueRewriter } from "../values/value.ts";

/** The end of a line. A line break before white space is a fold instead. */
export const UNFOLDED_BREAK: RegExp = /\n(?![\t ])/g;

/**
 * A line break inside of a long line, with the white space after it (RFC 5545 section 3.1, RFC 6350 section 3.2). Some
 * programs fold between words and mean the space, so a URL after it begins a word.
 */
const FOLD = /\r?\n[\t ](?!https?:)/g;

/** A line in which names may be folded. Folds stay, except those inside of a name that moves. */
export const foldedLine: ValueRewriter = (line, scope, splice) => {
  if (!line.includes("\n")) return text(line, scope, splice);
  const { text: unfolded, starts } = decoded(line, FOLD, () => "");
  text(unfolded, scope, (start, end, replacement) => {
    const rawStart = starts[start] as number;
    splice(rawStart, end > start ? (starts[end - 1] as number) + 1 : rawStart, replacement);
  });
};
