import type { Splice } from "../../splice.ts";

/**
 * A text without its tabs and line breaks, which the URL parser ignores, and a splice that takes offsets of the clean text
 * and reports them in the original one.
 */
export function withoutBreaks(text: string, splice: Splice): { text: string; splice: Splice } {
  const offsets: number[] = [];
  let clean = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === "\t" || char === "\n" || char === "\r") continue;
    clean += char;
    offsets.push(i);
  }
  offsets.push(text.length);
  return {
    text: clean,
    splice: (start, end, replacement) => {
      const from = offsets[start] as number;
      splice(from, end > start ? (offsets[end - 1] as number) + 1 : from, replacement);
    },
  };
}
