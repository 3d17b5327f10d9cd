/**
 * Passes over the tokens of HTML that nobody needs, 16 chars at a time.
 *
 * Nothing is remembered between two calls. All offsets are addresses of the memory: the text stands where JavaScript put it,
 * and 16 more bytes behind it may be read, whatever they are.
 */

/** What may move beside what shows a host's name: bits of `modes`, and what a value is told to be. */
const PATHS_MOVE = 1;
const HOSTS_ARE_ADDRESSES = 2;
const DISGUISED = 4;

/** How elements are passed over; see elements.ts. */
const READ = 1;
const NAMED_TEXT = 2;
const HIDING_TEXT = 3;
const SCRIPT = 4;
const SENT_TEXT = 5;

/** Where the names of these elements stand, and for each how it is passed over; see skim-memory.ts. */
const LENGTHS = 0;
const NAMES = 128;
const NAMES_END = 384;
const MANNERS = 384;
/** Where the attributes stand on which more depends than their value. */
const ATTRIBUTES = 448;
const ATTRIBUTES_END = 512;

/** Where the only value of a tag that matters is told of: eight numbers, see `LoneValue` of skim-memory.ts. */
const LONE = 512;

const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const SINGLE_QUOTE = 0x27;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS_THAN = 0x3c;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const HASH = 0x23;
const AT = 0x40;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;

/**
 * Reads on in the data state.
 *
 * @param name where the next host name stands; `end` when there is none
 * @returns the start of the next token that matters: a tag that holds the name or may hold a disguised one, a tag of an
 *   element that matters, a text that holds the name; of the last text; or of a token that is no tag or not finished
 */
export function skim(from: i32, end: i32, name: i32, modes: i32): i32 {
  let at = from;
  store<i32>(LONE, 0);
  while (true) {
    const open = indexOf(at, end, LESS_THAN);
    if (name < open) return at;
    if (open === end) return at;
    const isEndTag = charAt(open + 1) === SLASH;
    const nameStart = open + 1 + i32(isEndTag);
    if (nameStart >= end || !isLetter(charAt(nameStart))) return open;
    const after = isEndTag ? endTag(nameStart, end) : startTag(nameStart, end, name, modes);
    if (after === 0 || name < after) return open;
    at = after;
  }
}

/** The offset after a start tag; 0 when it matters or is not finished. */
function startTag(nameStart: i32, end: i32, name: i32, modes: i32): i32 {
  const tagNameEnd = endOfTagName(nameStart, end);
  let manner = mannerOf(nameStart, tagNameEnd - nameStart);
  if (tagNameEnd === end || manner === READ) return 0;
  let at = tagNameEnd;
  let count = 0;
  while (true) {
    at = afterSpace(at, end);
    if (at === end) return 0;
    const code = charAt(at);
    if (code === GREATER_THAN) break;
    if (code === SLASH) {
      at++;
      continue;
    }
    const attribute = at;
    const attributeEnd = endOfAttributeName(at + 1, end);
    if (isTelling(attribute)) return 0;
    if (manner === SCRIPT && tellsLanguage(attribute)) manner = HIDING_TEXT;
    at = valueStart(attributeEnd, end);
    if (at < 0) {
      at = -at;
      continue;
    }
    const quote = charAt(at);
    const isQuoted = quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE;
    const start = at + i32(isQuoted);
    const stop = isQuoted ? indexOf(start, end, quote) : endOfUnquoted(start, end);
    if (stop >= end) return 0;
    const told = mayHide(start, stop, modes);
    if (told !== 0 || (start <= name && name < stop)) {
      count++;
      store<i32>(LONE + 12, attribute);
      store<i32>(LONE + 16, attributeEnd);
      store<i32>(LONE + 20, start);
      store<i32>(LONE + 24, stop);
      store<i32>(LONE + 28, told);
    }
    at = stop + i32(isQuoted);
  }
  at++;
  if (count === 0) {
    if (manner === 0) return at;
    if (manner === SENT_TEXT) return isSentAsItIs(at, end, name, modes) ? at : 0;
    return textEnd(nameStart, tagNameEnd, at, end, manner, modes);
  }
  if (count === 1 && manner === 0) {
    store<i32>(LONE, nameStart);
    store<i32>(LONE + 4, tagNameEnd);
    store<i32>(LONE + 8, at);
  }
  return 0;
}

/** Where an attribute's value begins, quote included; without one, the negative offset of what comes next. */
function valueStart(afterName: i32, end: i32): i32 {
  let at = afterSpace(afterName, end);
  if (at >= end || charAt(at) !== EQUALS) return -at;
  at = afterSpace(at + 1, end);
  return at >= end || charAt(at) === GREATER_THAN ? -at : at;
}

/** The offset after an end tag; 0 when it is not finished. */
function endTag(nameStart: i32, end: i32): i32 {
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
    const isQuoted = quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE;
    at = isQuoted ? indexOf(at + 1, end, quote) + 1 : endOfUnquoted(at, end);
  }
}

/** The offset after an element whose text is not the document's own; 0 when it matters or is not finished. */
function textEnd(nameStart: i32, nameEnd: i32, start: i32, end: i32, manner: i32, modes: i32): i32 {
  const close = endTagStart(nameStart, nameEnd - nameStart, start, end, manner === SCRIPT);
  if (close === 0) return 0;
  if (manner !== NAMED_TEXT && manner !== SCRIPT && mayHide(start, close, modes) !== 0) return 0;
  return endTag(close + 2, end);
}

/** Whether the text up to the next tag neither shows a name nor may hide one. */
function isSentAsItIs(start: i32, end: i32, name: i32, modes: i32): bool {
  let next = indexOf(start, end, LESS_THAN);
  while (next + 1 < end && !opensMarkup(charAt(next + 1))) next = indexOf(next + 1, end, LESS_THAN);
  return next + 1 < end && name >= next && mayHide(start, next, modes) === 0;
}

/** Whether a less-than sign before this char is more than text. */
function opensMarkup(code: i32): bool {
  return isLetter(code) || code === SLASH || code === EXCLAMATION || code === QUESTION;
}

/** Where the end tag of such an element begins; 0 when that is not to be told. */
function endTagStart(nameStart: i32, length: i32, start: i32, end: i32, isScript: bool): i32 {
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

/** The bit that tells upper from lower case, in each of eight letters. */
const LOWER_CASE: u64 = ((0x20202020 as u64) << 32) | 0x20202020;

/** How an element is passed over; 0 for one that is but its tags. */
function mannerOf(start: i32, length: i32): i32 {
  if (length >= 32) return 0;
  const initial = charAt(start) & 0x1f;
  if (((load<u32>(LENGTHS + (initial << 2)) >>> length) & 1) === 0) return 0;
  const word = (load<u64>(start) | LOWER_CASE) & (length < 8 ? ((1 as u64) << (length << 3)) - 1 : u64.MAX_VALUE);
  for (let at = NAMES; at < NAMES_END; at += 8) {
    const known = load<u64>(at);
    if (known === word) return load<u8>(MANNERS + ((at - NAMES) >> 3)) as i32;
    if (known === 0) break;
  }
  return 0;
}

/** Whether more depends on an attribute than its own value; told by eight chars of its name. */
function isTelling(start: i32): bool {
  const word = load<u64>(start) | LOWER_CASE;
  for (let at = ATTRIBUTES; at < ATTRIBUTES_END; at += 8) {
    const known = load<u64>(at);
    if (known === word) return true;
    if (known === 0) break;
  }
  return false;
}

/** `type` or `language`: told by four chars. */
function tellsLanguage(start: i32): bool {
  const word = load<u32>(start) | 0x20202020;
  return word === 0x65707974 || word === 0x676e616c;
}

/** What is told of a text, most often a value, that may name or lead to a place that moves without showing a host's name. */
export function mayHide(start: i32, end: i32, modes: i32): i32 {
  const low = v128(16, 16, 16, 16, 16, 18, 18, 16, 16, 17, 17, 16, 24, 17, 16, 16);
  const high = v128(1, 0, 2, 0, 0, 8, 0, 0, 16, 16, 16, 16, 16, 16, 16, 16);
  let found = i8x16.splat(0);
  for (let at = start; at < end; at += 16) {
    const chars = v128.load(at);
    let signs = v128.and(
      i8x16.swizzle(low, v128.and(chars, i8x16.splat(15))),
      i8x16.swizzle(high, i8x16.shr_u(chars, 4)),
    );
    if (modes !== 0) signs = v128.or(signs, i8x16.eq(chars, i8x16.splat(SLASH as i8)));
    if (modes & HOSTS_ARE_ADDRESSES) signs = v128.or(signs, i8x16.eq(chars, i8x16.splat(COLON as i8)));
    if (end - at < 16) signs = v128.and(signs, i8x16.lt_u(INDICES, i8x16.splat((end - at) as i8)));
    found = v128.or(found, signs);
  }
  return v128.any_true(found) ? tellingOf(start, end, modes) : 0;
}

const INDICES: v128 = v128(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

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

/** The offset of a char, or `end`. */
function indexOf(from: i32, end: i32, char: i32): i32 {
  const wanted = i8x16.splat(char as i8);
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (found !== 0) return min(at + ctz(found), end);
  }
  return end;
}

/** The offset of white space, `/` or `>`, or `end`. */
function endOfTagName(from: i32, end: i32): i32 {
  const low = v128(2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 4, 2);
  const high = v128(1, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  return indexIn(low, high, from, end);
}

/** The offset of white space, `/`, `=` or `>`, or `end`. */
function endOfAttributeName(from: i32, end: i32): i32 {
  const low = v128(2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 5, 4, 2);
  const high = v128(1, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  return indexIn(low, high, from, end);
}

/** The offset of white space or `>`, or `end`. */
function endOfUnquoted(from: i32, end: i32): i32 {
  const low = v128(2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 4, 0);
  const high = v128(1, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  return indexIn(low, high, from, end);
}

/** The offset of the next char whose nibbles share a bit in both tables, or `end`. */
function indexIn(low: v128, high: v128, from: i32, end: i32): i32 {
  for (let at = from; at < end; at += 16) {
    const chars = v128.load(at);
    const signs = v128.and(
      i8x16.swizzle(low, v128.and(chars, i8x16.splat(15))),
      i8x16.swizzle(high, i8x16.shr_u(chars, 4)),
    );
    const found = i8x16.bitmask(i8x16.ne(signs, i8x16.splat(0)));
    if (found !== 0) return min(at + ctz(found), end);
  }
  return end;
}

function afterSpace(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && isSpace(charAt(at))) at++;
  return at;
}

function isSpace(code: i32): bool {
  return code === SPACE || (code < 0x0e && code > 0x08 && code !== 0x0b);
}

function isLetter(code: i32): bool {
  return (((code | 0x20) - 0x61) as u32) < 26;
}

function isDigit(code: i32): bool {
  return ((code - 0x30) as u32) < 10;
}

function charAt(at: i32): i32 {
  return load<u8>(at);
}
