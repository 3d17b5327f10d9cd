/** When an element with text of its own is skipped. */

/** Never: the scanner reads it. */
export const READ = 1;
/** With its text, if that contains no host name. */
export const NAMED_TEXT = 2;
/** With its text, if that contains no host name and cannot hide one. */
export const HIDING_TEXT = 3;
/** Like HIDING_TEXT; otherwise its text is skipped token by token, as markup, if none has to be read. */
export const MARKUP = 6;
/** Like NAMED_TEXT; with a `type` or `language` attribute, which may name another language, like HIDING_TEXT. */
export const SCRIPT = 4;
/** Start tag only, if the text up to the next tag contains no host name and cannot hide one. */
export const SENT_TEXT = 5;
