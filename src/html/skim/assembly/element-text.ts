import { charAt, EXCLAMATION, GREATER_THAN, isLetter, isSpace, LESS_THAN, QUESTION, SLASH } from "./chars.ts";
import { nextName } from "./host-names.ts";
import { indexOf } from "./search.ts";
import { mayHide } from "./values.ts";

/** Whether the text up to the next tag neither shows a name nor may hide one. */
export function isSentAsItIs(start: i32, end: i32, modes: i32): bool {
  let next = indexOf(start, end, LESS_THAN);
  while (next + 1 < end && !opensMarkup(charAt(next + 1))) next = indexOf(next + 1, end, LESS_THAN);
  return next + 1 < end && nextName() >= next && mayHide(start, next, modes) === 0;
}

/** Whether a less-than sign before this char is more than text. */
function opensMarkup(code: i32): bool {
  return isLetter(code) || code === SLASH || code === EXCLAMATION || code === QUESTION;
}

/** Where the end tag of such an element begins; 0 when that is not to be told. */
export function endTagStart(nameStart: i32, length: i32, start: i32, end: i32, isScript: bool): i32 {
  let at = start;
  while (true) {
    at = indexOf(at, end, LESS_THAN);
    if (at + 2 + length >= end) return 0;
    const next = charAt(at + 1);
    if (next === SLASH && isSameName(nameStart, at + 2, length) && endsTagName(charAt(at + 2 + length))) return at;
    // Behind `<!--`, a script may hold scripts.
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
