import {
  ANCHOR_BYTES,
  ANCHOR_COUNT,
  ANCHORS,
  HOST_NAME_CURSOR,
  HOST_NAMES,
  NAME_ANCHOR,
  NAME_HEADS,
  NAME_LENGTH,
  NAME_NEXT,
  NAME_RECORD_BYTES,
  NAME_RECORDS,
  NAME_TEXT,
  SHORT_NAMES_HEAD,
} from "./layout.ts";

/** The bit for lower case. Some signs become equal by it, too, so a few false names are found, but none is missed. */
const LOWER_CASE = 0x20202020;
/** Greater than any offset of a text. */
const BEYOND = 0x7fffffff;

/** The address, among HOST_NAMES, of the next name in the text. */
let cursor: i32 = HOST_NAMES;

/** The address after the last name found. */
let namesEnd: i32 = HOST_NAMES;

/** Finds all names in a text, by the two chars of their anchors, and writes their offsets to HOST_NAMES. */
export function findNames(start: i32, end: i32): void {
  const anchors = load<i32>(ANCHOR_COUNT);
  namesEnd = HOST_NAMES;
  for (let at = start; at < end; ) {
    if (anchors === 1) at = passWithoutAnchor(at, end);
    const stop = min(at + 64, end);
    for (; at < stop; at += 16) addNamesIn(at, start, end, ANCHORS + anchors * ANCHOR_BYTES);
  }
  store<i32>(namesEnd, BEYOND);
  store<i32>(HOST_NAME_CURSOR, HOST_NAMES);
}

/** The offset of the next 64 chars that contain the only anchor, or of the last, fewer chars. */
function passWithoutAnchor(from: i32, end: i32): i32 {
  const first = v128.load(ANCHORS);
  const second = v128.load(ANCHORS + 16);
  let at = from;
  while (at + 64 <= end) {
    const found = v128.or(
      v128.or(anchorsAt(at, first, second), anchorsAt(at + 16, first, second)),
      v128.or(anchorsAt(at + 32, first, second), anchorsAt(at + 48, first, second)),
    );
    if (v128.any_true(found)) break;
    at += 64;
  }
  return at;
}

function anchorsAt(at: i32, first: v128, second: v128): v128 {
  const chars = v128.or(v128.load(at), i8x16.splat(0x20));
  const after = v128.or(v128.load(at + 1), i8x16.splat(0x20));
  return v128.and(i8x16.eq(chars, first), i8x16.eq(after, second));
}

/** Adds the names that have their anchor in the 16 chars at `at`. */
function addNamesIn(at: i32, start: i32, end: i32, anchorsEnd: i32): void {
  let found = i8x16.splat(0);
  for (let anchor = ANCHORS; anchor < anchorsEnd; anchor += ANCHOR_BYTES) {
    found = v128.or(found, anchorsAt(at, v128.load(anchor), v128.load(anchor + 16)));
  }
  for (let bits = i8x16.bitmask(found); bits !== 0; bits &= bits - 1) {
    const anchor = at + ctz(bits);
    addNames(NAME_HEADS + hashOf(load<i32>(anchor - 4) | LOWER_CASE), anchor, start, end);
    addNames(SHORT_NAMES_HEAD, anchor, start, end);
  }
}

/** See ../host-name-table.ts. */
function hashOf(word: i32): i32 {
  return (word * 0x9e3779b1) >>> 24;
}

/** Adds every name of a list that has its anchor here. */
function addNames(head: i32, anchor: i32, start: i32, end: i32): void {
  for (let next = load<u8>(head) as i32; next !== 0; ) {
    const record = NAME_RECORDS + next * NAME_RECORD_BYTES;
    const from = anchor - load<u8>(record + NAME_ANCHOR);
    const bytes = load<u8>(record + NAME_LENGTH) as i32;
    if (from >= start && from + bytes <= end && isLike(from, record + NAME_TEXT, bytes)) addName(from);
    next = load<u8>(record + NAME_NEXT);
  }
}

/** Whether a name stands at `from`, in any case. */
function isLike(from: i32, name: i32, bytes: i32): bool {
  for (let i = 0; i < bytes; i += 16) {
    const chars = v128.or(v128.load(from + i), i8x16.splat(0x20));
    const different = i8x16.bitmask(i8x16.ne(chars, v128.load(name + i)));
    if (different !== 0 && i + ctz(different) < bytes) return false;
  }
  return true;
}

/** Keeps offsets sorted and distinct: of overlapping names, the first may be found last, and two may begin together. */
function addName(name: i32): void {
  let at = namesEnd;
  while (at > HOST_NAMES && load<i32>(at - 4) > name) at -= 4;
  if (at > HOST_NAMES && load<i32>(at - 4) === name) return;
  for (let behind = namesEnd; behind > at; behind -= 4) store<i32>(behind, load<i32>(behind - 4));
  store<i32>(at, name);
  namesEnd += 4;
}

/** Moves the cursor, forwards or backwards, to the first name at or after an offset. */
export function seekName(from: i32): void {
  cursor = load<i32>(HOST_NAME_CURSOR);
  while (cursor > HOST_NAMES && load<i32>(cursor - 4) >= from) cursor -= 4;
  passNames(from);
}

/** The offset of the first name at or after `from`; BEYOND when there is none. */
export function nameFrom(from: i32): i32 {
  seekName(from);
  return nextName();
}

/** Moves the cursor forwards to the first name at or after an offset. */
export function passNames(end: i32): void {
  while (load<i32>(cursor) < end) cursor += 4;
  store<i32>(HOST_NAME_CURSOR, cursor);
}

/** The offset of the next name; BEYOND when there is none. */
export function nextName(): i32 {
  return load<i32>(cursor);
}
