import { charAt, DOUBLE_QUOTE, EQUALS, GREATER_THAN, SINGLE_QUOTE, SLASH } from "./chars.ts";
import { afterSpace, afterUnquoted, endOfAttributeName, endOfTagName, indexOf } from "./search.ts";

/** The offset after an end tag; 0 when it is unfinished. */
export function endTag(nameStart: i32, end: i32): i32 {
  let at = endOfTagName(nameStart, end);
  while (true) {
    at = afterSpace(at, end);
    if (at >= end) return 0;
    const code = charAt(at);
    if (code === GREATER_THAN) return at + 1;
    if (code === SLASH) {
      at++;
      continue;
    }
    at = valueStart(endOfAttributeName(at + 1, end), end);
    if (at < 0) {
      at = -at;
      continue;
    }
    const quote = charAt(at);
    at = isQuote(quote) ? indexOf(at + 1, end, quote) + 1 : afterUnquoted(at, end);
  }
}

/** The offset of an attribute's value, quote included; without a value, the negated offset of what follows. */
export function valueStart(afterName: i32, end: i32): i32 {
  let at = afterSpace(afterName, end);
  if (at >= end || charAt(at) !== EQUALS) return -at;
  at = afterSpace(at + 1, end);
  return at >= end || charAt(at) === GREATER_THAN ? -at : at;
}

export function isQuote(code: i32): bool {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}
