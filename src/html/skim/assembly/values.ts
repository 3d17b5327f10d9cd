import {
  AMPERSAND,
  AT,
  BACKSLASH,
  BRACKET,
  CARRIAGE_RETURN,
  COLON,
  charAt,
  DOT,
  GREATER_THAN,
  HASH,
  isDigit,
  isLetter,
  isSpace,
  PERCENT,
  QUESTION,
  SLASH,
  SPACE,
  TAB,
} from "./chars.ts";
import { DISGUISED, HOSTS_ARE_ADDRESSES, PATHS_MOVE } from "./modes.ts";
import { afterUnquoted, signsIn } from "./search.ts";

/** `amp;` */
const AMP = 0x3b70_6d61;

/** Whether the last value of {@link endOfQuoted} or {@link endOfUnquoted} contains chars that {@link inspect} must see. */
let isSuspect: bool = false;

/** The offset of the quote that ends a value, or `end`. Sets {@link isSuspect}. */
export function endOfQuoted(start: i32, end: i32, quote: i32, modes: i32): i32 {
  const last = i8x16.splat(quote as i8);
  let found = 0;
  for (let at = start; at < end; at += 16) {
    const chars = v128.load(at);
    const stops = i8x16.bitmask(i8x16.eq(chars, last));
    const signs = signsOf(chars, at, start, modes);
    if (stops !== 0) {
      isSuspect = (found | (signs & before(stops))) !== 0;
      return min(at + ctz(stops), end);
    }
    found |= signs;
  }
  return end;
}

/** The offset of the white space or `>` that ends a value, or `end`. Sets {@link isSuspect}. */
export function endOfUnquoted(start: i32, end: i32, modes: i32): i32 {
  const last = i8x16.splat(GREATER_THAN as i8);
  const printable = i8x16.splat((SPACE + 1) as i8);
  let found = 0;
  for (let at = start; at < end; at += 16) {
    const chars = v128.load(at);
    const stops = i8x16.bitmask(v128.or(i8x16.eq(chars, last), i8x16.lt_u(chars, printable)));
    const signs = signsOf(chars, at, start, modes);
    if (stops !== 0) {
      const stop = min(at + ctz(stops), end);
      // Control chars that are not white space belong to the value.
      const isEnd = stop === end || charAt(stop) === GREATER_THAN || isSpace(charAt(stop));
      isSuspect = !isEnd || (found | (signs & before(stops))) !== 0;
      return isEnd ? stop : afterUnquoted(stop, end);
    }
    found |= signs;
  }
  return end;
}

/** The bits below the lowest one. */
function before(bits: i32): i32 {
  return (bits - 1) & ~bits;
}

/** {@link mayHide} for the value that was read last. */
export function mayValueHide(start: i32, end: i32, modes: i32): i32 {
  return isSuspect ? inspect(start, end, modes) : 0;
}

/**
 * How a text may refer to a place that moves without containing a host name.
 *
 * @returns bits: PATHS_MOVE, HOSTS_ARE_ADDRESSES, DISGUISED; 0 when it cannot
 */
export function mayHide(start: i32, end: i32, modes: i32): i32 {
  let found = 0;
  for (let at = start; at < end; at += 16) {
    const signs = signsOf(v128.load(at), at, start, modes);
    found |= end - at < 16 ? signs & ((1 << (end - at)) - 1) : signs;
  }
  return found !== 0 ? inspect(start, end, modes) : 0;
}

/** One bit for each char that {@link inspect} must see. */
function signsOf(chars: v128, at: i32, start: i32, modes: i32): i32 {
  // Indexed by the low nibble: `%`, `&`, tab, line feed, backslash, carriage return. -1 equals no ASCII char.
  const signs = v128(-1, -1, -1, -1, -1, 0x25, 0x26, -1, -1, 0x09, 0x0a, -1, 0x5c, 0x0d, -1, -1);
  // Chars beyond ASCII have the highest bit set, which is the one that `bitmask` takes.
  let found = v128.or(chars, i8x16.eq(chars, i8x16.swizzle(signs, v128.and(chars, i8x16.splat(15)))));
  if (modes & PATHS_MOVE) found = v128.or(found, pathSigns(chars, at, start));
  if (modes & HOSTS_ARE_ADDRESSES) {
    found = v128.or(
      found,
      v128.or(i8x16.eq(chars, i8x16.splat(COLON as i8)), i8x16.eq(chars, i8x16.splat(SLASH as i8))),
    );
  }
  const bits = i8x16.bitmask(found);
  return bits === 0 ? 0 : bits & ~harmlessAmpersands(chars, at);
}

/** One bit for each `&amp;`: most suspects are those of queries. */
function harmlessAmpersands(chars: v128, at: i32): i32 {
  let found = 0;
  for (let bits = i8x16.bitmask(i8x16.eq(chars, i8x16.splat(AMPERSAND as i8))); bits !== 0; bits &= bits - 1) {
    if (load<u32>(at + ctz(bits) + 1) === AMP) found |= bits & -bits;
  }
  return found;
}

/** Marks slashes that may begin a root-relative path (see {@link mayBeginPath}), and the first of two dots. */
function pathSigns(chars: v128, at: i32, start: i32): v128 {
  // Tables for `signsIn`: not zero for letters, digits and `-./_`.
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

/** Reads a value char by char. @returns see {@link mayHide} */
function inspect(start: i32, end: i32, modes: i32): i32 {
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

/** URL parsers drop a line break: between two of these chars, it may disguise a name. */
function isOfName(code: i32): bool {
  return code >= 0x80 || isLetter(code) || isDigit(code) || code === COLON || code === PERCENT || isPlainSign(code);
}

/** Whether a slash may begin a root-relative path or an authority, as in `/x`, `url(/x)`, `a,/x`, `0;url=/x`. */
function mayBeginPath(before: i32, at: i32, end: i32): bool {
  if (before === COLON) return at + 1 >= end || charAt(at + 1) !== SLASH;
  return !(isLetter(before) || isDigit(before) || isPlainSign(before));
}

/** A sign that a path segment may end with. Two dots are reported before this is asked. */
function isPlainSign(code: i32): bool {
  return code === SLASH || code === DOT || code === 0x5f || code === 0x2d;
}

/** A lone ampersand, or a reference to a char that no host name and no path prefix contains. */
function isHarmlessReference(at: i32, end: i32): bool {
  if (at + 1 >= end) return true;
  const next = charAt(at + 1);
  if (next !== HASH && !isLetter(next)) return true;
  if (at + 5 > end) return false;
  const word = load<u32>(at + 1);
  if (word === AMP || word === 0x3b39_3323 || word === 0x3b34_3323) return true;
  return word === 0x746f7571 && at + 5 < end && charAt(at + 5) === 0x3b;
}

function isEncodedDot(at: i32, end: i32): bool {
  return at + 2 < end && charAt(at + 1) === 0x32 && (charAt(at + 2) | 0x20) === 0x65;
}
