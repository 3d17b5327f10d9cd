import { HIDING_TEXT, MARKUP, NAMED_TEXT, READ, SCRIPT, SENT_TEXT } from "./assembly/skip-rules.ts";

/** The skip rules of elements that change how the rest is read, or whose text is not the document's own markup. */
export const ELEMENTS: Readonly<Record<string, number>> = {
  base: READ,
  svg: READ,
  math: READ,
  plaintext: READ,
  title: NAMED_TEXT,
  xmp: NAMED_TEXT,
  textarea: HIDING_TEXT,
  style: HIDING_TEXT,
  noscript: MARKUP,
  noframes: MARKUP,
  noembed: MARKUP,
  iframe: MARKUP,
  script: SCRIPT,
  option: SENT_TEXT,
};

/**
 * Attributes that decide how other values are read; names have at least eight letters. Tags with one of these are always
 * read. `assembly/elements.ts` knows the first and last letters.
 */
export const ATTRIBUTES: readonly string[] = ["http-equiv", "integrity"];
