/**
 * How the elements are passed over that are more than their attributes: numbers that `assembly/skim.ts` knows.
 * - READ: never
 * - NAMED_TEXT, HIDING_TEXT: as a whole, when its text, which is no markup, shows no name; when it cannot hide one either
 * - SCRIPT: like HIDING_TEXT; without a type, which tells another language, like NAMED_TEXT
 * - SENT_TEXT: when the text behind its tag, up to the next one, cannot hide a name
 */
export const READ = 1;
export const NAMED_TEXT = 2;
export const HIDING_TEXT = 3;
export const SCRIPT = 4;
export const SENT_TEXT = 5;

/** All that change how the tokenizer reads on, and all whose text is not the document's own. */
export const ELEMENTS: Readonly<Record<string, number>> = {
  base: READ,
  svg: READ,
  math: READ,
  plaintext: READ,
  title: NAMED_TEXT,
  xmp: NAMED_TEXT,
  textarea: HIDING_TEXT,
  style: HIDING_TEXT,
  noscript: HIDING_TEXT,
  noframes: HIDING_TEXT,
  noembed: HIDING_TEXT,
  iframe: HIDING_TEXT,
  script: SCRIPT,
  option: SENT_TEXT,
};

/** Attributes on which more depends than their own value. */
export const ATTRIBUTES: readonly string[] = ["http-equiv", "integrity"];
