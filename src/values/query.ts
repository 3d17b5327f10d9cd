import { escaped, FORM_ESCAPES, FORM_URL_ESCAPES } from "./combinators/escapes.ts";
import { listOf } from "./combinators/list.ts";
import { formText } from "./url.ts";
import type { ValueRewriter } from "./value.ts";

/** What stands between two words of a query or a form; no name of the map goes over it. */
export const FORM_DELIMITER: RegExp = /[&+=]/g;
const WORD = /[^&+=]+/g;

/** A word of a form that is sent (https://url.spec.whatwg.org/#application/x-www-form-urlencoded). */
export const formWord: ValueRewriter = escaped(FORM_ESCAPES, formText);

const namedUrl: ValueRewriter = escaped(FORM_URL_ESCAPES, (value, scope, splice) => scope.named(value, splice));

/**
 * The query of a URL on its way back, names and values. What was written into a link or a form comes back as it was;
 * else a value that is a URL, in any spelling, is read as one.
 */
export const query: ValueRewriter = listOf((word, scope, splice) => {
  let isMoved = false;
  formWord(word, scope, (start, end, replacement) => {
    isMoved = true;
    splice(start, end, replacement);
  });
  if (!isMoved) namedUrl(word, scope, splice);
}, WORD);
