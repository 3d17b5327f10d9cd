import { reference } from "./url.ts";
import { shifted, type ValueRewriter } from "./value.ts";

/**
 * The resources of WebDAV's `If` field: `<http://host/x> (<opaquelocktoken:…> ["tag"]) …`.
 *
 * Parentheses contain conditions, never references (RFC 4918 section 10.4).
 */
export const taggedList: ValueRewriter = (value, scope, splice) => {
  let depth = 0;
  for (const token of value.matchAll(TOKEN)) {
    if (token[0] === "(") depth++;
    else if (token[0] === ")") depth--;
    else if (token[1] !== undefined && depth === 0) {
      reference(token[1], scope, shifted(splice, token.index + 1));
    }
  }
};

/** A resource or state token, an entity tag, or a parenthesis. */
const TOKEN = /<([^<>]*)>|"[^"]*"|[()]/g;
