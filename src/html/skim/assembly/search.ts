import { charAt, EQUALS, GREATER_THAN, isSpace, SLASH } from "./chars.ts";

/** The offset of the next `char`, or `end`. */
export function indexOf(from: i32, end: i32, char: i32): i32 {
  const wanted = i8x16.splat(char as i8);
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (found !== 0) return min(at + ctz(found), end);
  }
  return end;
}

/** The offset of the next `=` or `>`, or `end`. */
export function nextSign(from: i32, end: i32): i32 {
  for (let at = from; at < end; at += 16) {
    const chars = v128.load(at);
    const equals = i8x16.eq(chars, i8x16.splat(EQUALS as i8));
    const found = i8x16.bitmask(v128.or(equals, i8x16.eq(chars, i8x16.splat(GREATER_THAN as i8))));
    if (found !== 0) return min(at + ctz(found), end);
  }
  return end;
}

/** The offset of the next white space, `/` or `>`, or `end`. */
export function endOfTagName(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && (charAt(at) === EQUALS || isOfName(charAt(at)))) at++;
  return at;
}

/** The offset of the first char of the attribute name that ends at `end`; not before `from`. */
export function startOfAttributeName(from: i32, end: i32): i32 {
  let at = end;
  while (at > from && isOfName(charAt(at - 1))) at--;
  return at;
}

/** The offset of the next white space, `/`, `=` or `>`, or `end`. */
export function endOfAttributeName(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && isOfName(charAt(at))) at++;
  return at;
}

function isOfName(code: i32): bool {
  return code > GREATER_THAN || !(code === GREATER_THAN || code === EQUALS || code === SLASH || isSpace(code));
}

/** The offset of the next white space or `>`, or `end`. */
export function afterUnquoted(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && charAt(at) !== GREATER_THAN && !isSpace(charAt(at))) at++;
  return at;
}

/** For each char: the entry of its low nibble in `low` AND the entry of its high nibble in `high`. */
export function signsIn(low: v128, high: v128, chars: v128): v128 {
  return v128.and(i8x16.swizzle(low, v128.and(chars, i8x16.splat(15))), i8x16.swizzle(high, i8x16.shr_u(chars, 4)));
}

export function afterSpace(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && isSpace(charAt(at))) at++;
  return at;
}

/** Whether `bytes` bytes at two addresses are equal. */
export function isSame(a: i32, b: i32, bytes: i32): bool {
  for (let i = 0; i < bytes; i += 16) {
    const different = i8x16.bitmask(i8x16.ne(v128.load(a + i), v128.load(b + i)));
    if (different !== 0 && i + ctz(different) < bytes) return false;
  }
  return true;
}

/** Copies whole vectors, so up to 15 bytes more than `bytes`. */
export function copy(to: i32, from: i32, bytes: i32): void {
  for (let i = 0; i < bytes; i += 16) v128.store(to + i, v128.load(from + i));
}
