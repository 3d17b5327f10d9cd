import { TEXT_ONLY_ELEMENTS } from "../text-kinds.ts";

/** Tag names that change how the tokenizer reads on. */
const SPECIAL_NAMES: readonly string[] = [...TEXT_ONLY_ELEMENTS, "svg", "math"];

/** The special names by length and initial, so that nearly all other names are told apart without a comparison. */
const CANDIDATES: readonly (readonly string[])[] = Array.from({ length: 16 * 32 }, (_, key) =>
  SPECIAL_NAMES.filter((name) => keyOf(name.length, name.charCodeAt(0)) === key),
);

/** The special name at `text[start..end)`, in lower case; "" for any other name. */
export function specialNameAt(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > 15) return "";
  for (const name of CANDIDATES[keyOf(length, text.charCodeAt(start))]!) {
    let i = 1;
    while (i < length && (text.charCodeAt(start + i) | 0x20) === name.charCodeAt(i)) i++;
    if (i === length) return name;
  }
  return "";
}

/** A tag name begins with an ASCII letter, whose lower five bits do not depend on its case. */
function keyOf(length: number, initial: number): number {
  return (length << 5) | (initial & 31);
}
