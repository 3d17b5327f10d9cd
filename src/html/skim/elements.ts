import { HIDING_TEXT, MARKUP, NAMED_TEXT, READ, SCRIPT, SENT_TEXT } from "./assembly/skip-rules.ts";

/** All that change how the tokenizer reads on, and all whose text is not the document's own: how they are passed over. */
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

/** Attributes on which more depends than their own value. */
export const ATTRIBUTES: readonly string[] = ["http-equiv", "integrity"];
