import { BRACKET, charAt, EXCLAMATION, GREATER_THAN, HYPHEN } from "./chars.ts";
import { indexOf } from "./search.ts";

/**
 * The offset after the comment that begins at `open`; 0 when it is unfinished or empty, or may be a conditional comment, or
 * when it is another markup declaration.
 */
export function commentEnd(open: i32, end: i32): i32 {
  const start = open + 4;
  if (start >= end || charAt(open + 2) !== HYPHEN || charAt(open + 3) !== HYPHEN) return 0;
  const first = charAt(start);
  if (first === BRACKET || first === GREATER_THAN || first === HYPHEN) return 0;
  let at = start;
  while (true) {
    at = indexOf(at, end, GREATER_THAN);
    if (at === end) return 0;
    const hyphens = at - 2 - i32(charAt(at - 1) === EXCLAMATION);
    if (hyphens >= start && charAt(hyphens) === HYPHEN && charAt(hyphens + 1) === HYPHEN) return at + 1;
    at++;
  }
}
