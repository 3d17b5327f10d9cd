import {
  AMPERSAND,
  AT,
  BACKSLASH,
  BRACKET,
  CARRIAGE_RETURN,
  COLON,
  charAt,
  DOT,
  HASH,
  isDigit,
  isLetter,
  PERCENT,
  QUESTION,
  SLASH,
  SPACE,
  TAB,
} from "./chars.ts";
import { DISGUISED, HOSTS_ARE_ADDRESSES, PATHS_MOVE } from "./modes.ts";
import { signsIn } from "./search.ts";

const INDICES: v128 = v128(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

/** Whether the value that {@link endOfQuoted} has read holds chars for a closer look. */
let isSuspect: bool = false;

/** The offset of the quote that ends a value, or `end`; looks at its chars on the way. */
export function endOfQuoted(start: i32, end: i32, quote: i32, modes: i32): i32 {
  const wanted = i8x16.splat(quote as i8);
  let found = i8x16.splat(0);
  for (let at = start; at < end; at += 16) {
    const chars = v128.load(at);
    const quotes = i8x16.bitmask(i8x16.eq(chars, wanted));
    const signs = signsOf(chars, at, start, modes);
    if (quotes !== 0) {
      const length = ctz(quotes);
      isSuspect = v128.any_true(v128.or(found, firstOf(signs, length)));
      return min(at + length, end);
    }
    found = v128.or(found, signs);
  }
  return end;
}

/** Like {@link mayHide}, of the value that {@link endOfQuoted} has read. */
export function mayQuotedHide(start: i32, end: i32, modes: i32): i32 {
  return isSuspect ? tellingOf(start, end, modes) : 0;
}

/** What is told of a text, most often a value, that may name or lead to a place that moves without showing a host's name. */
export function mayHide(start: i32, end: i32, modes: i32): i32 {
  let found = i8x16.splat(0);
  for (let at = start; at < end; at += 16) {
    const signs = signsOf(v128.load(at), at, start, modes);
    found = v128.or(found, end - at < 16 ? firstOf(signs, end - at) : signs);
  }
  return v128.any_true(found) ? tellingOf(start, end, modes) : 0;
}

/** Marks the chars for which a text needs a closer look. */
function signsOf(chars: v128, at: i32, start: i32, modes: i32): v128 {
  const low = v128(16, 16, 16, 16, 16, 18, 18, 16, 16, 17, 17, 16, 24, 17, 16, 16);
  const high = v128(1, 0, 2, 0, 0, 8, 0, 0, 16, 16, 16, 16, 16, 16, 16, 16);
  let signs = signsIn(low, high, chars);
  if (modes & PATHS_MOVE) signs = v128.or(signs, pathSigns(chars, at, start));
  if (modes & HOSTS_ARE_ADDRESSES) {
    signs = v128.or(
      signs,
      v128.or(i8x16.eq(chars, i8x16.splat(COLON as i8)), i8x16.eq(chars, i8x16.splat(SLASH as i8))),
    );
  }
  return signs;
}

/** Marks the slashes behind which a path from the root may stand (see {@link mayBeginPath}), and the first of two dots. */
function pathSigns(chars: v128, at: i32, start: i32): v128 {
  // Which chars are letters, digits or one of `-./_`.
  const low = v128(20, 28, 28, 28, 28, 28, 28, 28, 28, 28, 24, 8, 8, 9, 9, 41);
  const high = v128(0, 0, 1, 4, 8, 48, 8, 16, 0, 0, 0, 0, 0, 0, 0, 0);
  let before = v128.load(at - 1);
  if (at === start) before = i8x16.replace_lane(before, 0, 0);
  const after = v128.load(at + 1);
  const slash = i8x16.splat(SLASH as i8);
  const dot = i8x16.splat(DOT as i8);
  const isWithin = i8x16.ne(signsIn(low, high, before), i8x16.splat(0));
  const isOfScheme = v128.and(i8x16.eq(before, i8x16.splat(COLON as i8)), i8x16.eq(after, slash));
  const opens = v128.andnot(i8x16.eq(chars, slash), v128.or(isWithin, isOfScheme));
  return v128.or(opens, v128.and(i8x16.eq(chars, dot), i8x16.eq(after, dot)));
}

/** The marks of the first chars alone. */
function firstOf(signs: v128, count: i32): v128 {
  return v128.and(signs, i8x16.lt_u(INDICES, i8x16.splat(count as i8)));
}

/** A closer look at a value with chars that may disguise a name, or with slashes. */
function tellingOf(start: i32, end: i32, modes: i32): i32 {
  let isInAuthority = false;
  let isBroken = false;
  let hasBreak = false;
  let hasDelimiter = false;
  let before = 0;
  let found = 0;
  for (let at = start; at < end; at++) {
    const code = charAt(at);
    switch (code) {
      case BACKSLASH:
        return DISGUISED;
      case AMPERSAND:
        if (!isHarmlessReference(at, end)) return DISGUISED;
        break;
      case PERCENT:
        if (isInAuthority) return DISGUISED;
        if (isEncodedDot(at, end)) found |= PATHS_MOVE;
        break;
      case TAB:
      case TAB + 1:
      case CARRIAGE_RETURN:
        isBroken = isBroken || isOfName(before);
        before = code;
        continue;
      case SLASH:
        hasDelimiter = true;
        if (mayBeginPath(before, at, end)) found |= PATHS_MOVE;
        isInAuthority = before === SLASH || before === COLON;
        break;
      case COLON:
        hasDelimiter = true;
        isInAuthority = true;
        break;
      case AT:
      case BRACKET:
        if (isInAuthority) found |= HOSTS_ARE_ADDRESSES;
        break;
      case DOT:
        if (before === DOT) found |= PATHS_MOVE;
        break;
      case SPACE:
      case QUESTION:
      case HASH:
        isInAuthority = false;
        break;
      default:
        if (code >= 0x80 && isInAuthority) return DISGUISED;
        if (isDigit(code) && (before === SLASH || before === COLON)) found |= HOSTS_ARE_ADDRESSES;
    }
    hasBreak = hasBreak || (isBroken && isOfName(code));
    isBroken = false;
    before = code;
  }
  found &= modes;
  return hasBreak && hasDelimiter ? found | DISGUISED : found;
}

/** A char between which and another such one URL parsers drop a line break. */
function isOfName(code: i32): bool {
  return code >= 0x80 || isLetter(code) || isDigit(code) || code === COLON || code === PERCENT || isPlainSign(code);
}

/** A slash behind which a path from the root or a host may stand, as in `/x`, `url(/x)`, `a,/x`, `0;url=/x`. */
function mayBeginPath(before: i32, at: i32, end: i32): bool {
  if (before === COLON) return at + 1 >= end || charAt(at + 1) !== SLASH;
  return !(isLetter(before) || isDigit(before) || isPlainSign(before));
}

/** What a segment of a path may end with. Two dots have told already. */
function isPlainSign(code: i32): bool {
  return code === SLASH || code === DOT || code === 0x5f || code === 0x2d;
}

/** A reference to a char that no host name and no path prefix holds, or a lone ampersand. */
function isHarmlessReference(at: i32, end: i32): bool {
  if (at + 1 >= end) return true;
  const next = charAt(at + 1);
  if (next !== HASH && !isLetter(next)) return true;
  if (at + 5 > end) return false;
  const word = load<u32>(at + 1);
  if (word === 0x3b706d61 || word === 0x3b39_3323 || word === 0x3b34_3323) return true;
  return word === 0x746f7571 && at + 5 < end && charAt(at + 5) === 0x3b;
}

function isEncodedDot(at: i32, end: i32): bool {
  return at + 2 < end && charAt(at + 1) === 0x32 && (charAt(at + 2) | 0x20) === 0x65;
}
