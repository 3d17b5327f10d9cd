import { shifted, type ValueRewriter } from "../value.ts";

/** Items between ASCII white space (https://infra.spec.whatwg.org/#split-on-ascii-whitespace). */
export const SPACE_SEPARATED: RegExp = /[^\t\n\f\r ]+/g;
/** Items between commas, including white space around them. */
export const COMMA_SEPARATED: RegExp = /[^,]+/g;
/** Items between any white space, commas and semicolons, for lists whose structure does not matter. */
export const WORDS: RegExp = /[^\t\n\f\r ,;]+/g;

/** A list whose items all have one syntax. */
export function listOf(item: ValueRewriter, items: RegExp): ValueRewriter {
  return (value, scope, splice) => {
    for (const found of value.matchAll(items)) item(found[0], scope, shifted(splice, found.index));
  };
}
