/** How an element is passed over that is more than its attributes. */

/** Never. */
export const READ = 1;
/** As a whole, when its text, which is no markup, shows no name. */
export const NAMED_TEXT = 2;
/** As a whole, when its text cannot hide a name either. */
export const HIDING_TEXT = 3;
/** Like HIDING_TEXT; when it may hide one, but is markup in which nothing matters or all moves, too. */
export const MARKUP = 6;
/** Like HIDING_TEXT; without a type, which tells another language, like NAMED_TEXT. */
export const SCRIPT = 4;
/** When the text behind its tag, up to the next one, cannot hide a name. */
export const SENT_TEXT = 5;
