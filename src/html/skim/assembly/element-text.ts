import { charAt, EXCLAMATION, GREATER_THAN, isLetter, isSpace, LESS_THAN, QUESTION, SLASH } from "./chars.ts";
import { nextName } from "./host-names.ts";
import { indexOf } from "./search.ts";
import { mayHide } from "./values.ts";

/** Whether the text up to the next tag contains no host name and cannot hide one. */
export function isTextIdle(start: i32, end: i32, modes: i32): bool {
  let next = indexOf(start, end, LESS_THAN);
  while (next + 1 < end && !opensMarkup(charAt(next + 1))) next = indexOf(next + 1, end, LESS_THAN);
  return next + 1 < end && nextName() >= next && mayHide(start, next, modes) === 0;
}

/** Whether `<` and this char begin a token. */
export function opensMarkup(code: i32): bool {
  return isLetter(code) || code === SLASH || code === EXCLAMATION || code === QUESTION;
}

/** The start of the end tag of an element with text; 0 when it is cut off, or unclear within a script. */
export function endTagStart(nameStart: i32, length: i32, start: i32, end: i32, isScript: bool): i32 {
  let at = start;
  while (true) {
    at = indexOf(at, end, LESS_THAN);
    if (at + 2 + length >= end) return 0;
    const next = charAt(at + 1);
    if (next === SLASH && isSameName(nameStart, at + 2, length) && endsTagName(charAt(at + 2 + length))) return at;
    // After `<!--`, a script may contain a nested `<script>`, which has an end tag, too.
    if (isScript && next === EXCLAMATION) return 0;
    at++;
  }
}

function isSameName(a: i32, b: i32, length: i32): bool {
  for (let i = 0; i < length; i++) {
    if ((charAt(a + i) | 0x20) !== (charAt(b + i) | 0x20)) return false;
  }
  return true;
}

function endsTagName(code: i32): bool {
  return code === GREATER_THAN || code === SLASH || isSpace(code);
}
