import type { Splice } from "../../splice.ts";

/** A decoded text, as a latin1 view of UTF-8, with the raw offset of each char. */
export interface Decoded {
  readonly raw: string;
  readonly text: string;
  /** The raw offset of each char of the text, then the raw length. */
  readonly starts: readonly number[];
}

/**
 * Decodes the escapes of a text.
 *
 * @param escapes a global pattern
 * @param meaning the chars that an escape stands for, maybe ""; the escape itself if it is none after all
 */
export function decoded(raw: string, escapes: RegExp, meaning: (escaped: string) => string): Decoded {
  const starts: number[] = [];
  let text = "";
  let position = 0;
  const copy = (end: number) => {
    text += raw.slice(position, end);
    while (position < end) starts.push(position++);
  };
  for (const found of raw.matchAll(escapes)) {
    const chars = latin1View(meaning(found[0]));
    // It only looks like an escape, so each char keeps its own offset.
    if (chars === found[0]) continue;
    copy(found.index);
    text += chars;
    for (let i = 0; i < chars.length; i++) starts.push(found.index);
    position = found.index + found[0].length;
  }
  copy(raw.length);
  starts.push(raw.length);
  return { raw, text, starts };
}

/**
 * A splice that takes offsets of the decoded text and reports them, encoded, in the raw one.
 *
 * @param encode escapes a replacement; `before` is the raw spelling of the char before it
 */
export function rawSplice(
  { raw, starts }: Decoded,
  splice: Splice,
  encode: (replacement: string, before: string) => string,
): Splice {
  return (start, end, replacement) => {
    const rawStart = starts[start] as number;
    splice(rawStart, starts[end] as number, encode(replacement, raw.slice(starts[start - 1] ?? 0, rawStart)));
  };
}

function latin1View(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}
