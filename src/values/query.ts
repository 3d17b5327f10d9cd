import { escaped, FORM_ESCAPES, FORM_URL_ESCAPES } from "./combinators/escapes.ts";
import { listOf } from "./combinators/list.ts";
import { formText } from "./url.ts";
import type { ValueRewriter } from "./value.ts";

/** Separates two words of a query or a form. No host name contains these chars. */
export const FORM_DELIMITER: RegExp = /[&+=]/g;
const WORD = /[^&+=]+/g;

/** A word of a submitted form (https://url.spec.whatwg.org/#application/x-www-form-urlencoded). */
export const formWord: ValueRewriter = escaped(FORM_ESCAPES, formText);

const namedUrl: ValueRewriter = escaped(FORM_URL_ESCAPES, (value, scope, splice) => scope.named(value, splice));

/**
 * The query of a request's URL, names and values. Names that were moved in links or forms are moved back exactly. Any
 * other word that is a URL as a whole is moved as a URL, in any spelling.
 */
export const query: ValueRewriter = listOf((word, scope, splice) => {
  let isMoved = false;
  formWord(word, scope, (start, end, replacement) => {
    isMoved = true;
    splice(start, end, replacement);
  });
  if (!isMoved) namedUrl(word, scope, splice);
}, WORD);
