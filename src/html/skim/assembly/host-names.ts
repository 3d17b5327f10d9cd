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

/** Sets the bit that tells upper from lower case: signs may then look like others, too, but none is missed. */
const LOWER_CASE = 0x20202020;
/** An offset that no text has. */
const BEYOND = 0x7fffffff;

/** Where the next one of the names is told that stand in the text. */
let cursor: i32 = HOST_NAMES;

/** Where the next one is told. */
let told: i32 = HOST_NAMES;

/** Finds all names in a text. Each has two chars that are rare, its anchor: those are searched for. */
export function findNames(start: i32, end: i32): void {
  const stop = ANCHORS + load<i32>(ANCHOR_COUNT) * ANCHOR_BYTES;
  told = HOST_NAMES;
  for (let at = start; at < end; at += 16) {
    const chars = v128.or(v128.load(at), i8x16.splat(0x20));
    const after = v128.or(v128.load(at + 1), i8x16.splat(0x20));
    let found = i8x16.splat(0);
    for (let anchor = ANCHORS; anchor < stop; anchor += ANCHOR_BYTES) {
      const both = v128.and(i8x16.eq(chars, v128.load(anchor)), i8x16.eq(after, v128.load(anchor + 16)));
      found = v128.or(found, both);
    }
    for (let bits = i8x16.bitmask(found); bits !== 0; bits &= bits - 1) {
      const anchor = at + ctz(bits);
      tellNames(NAME_HEADS + hashOf(load<i32>(anchor - 4) | LOWER_CASE), anchor, start, end);
      tellNames(SHORT_NAMES_HEAD, anchor, start, end);
    }
  }
  store<i32>(told, BEYOND);
  store<i32>(HOST_NAME_CURSOR, HOST_NAMES);
}

/** See ../host-name-table.ts. */
function hashOf(word: i32): i32 {
  return (word * 0x9e3779b1) >>> 24;
}

/** Tells of all names in a list that have their anchor here. */
function tellNames(head: i32, anchor: i32, start: i32, end: i32): void {
  for (let next = load<u8>(head) as i32; next !== 0; ) {
    const record = NAME_RECORDS + next * NAME_RECORD_BYTES;
    const from = anchor - load<u8>(record + NAME_ANCHOR);
    const bytes = load<u8>(record + NAME_LENGTH) as i32;
    if (from >= start && from + bytes <= end && isLike(from, record + NAME_TEXT, bytes)) tell(from);
    next = load<u8>(record + NAME_NEXT);
  }
}

/** Whether a text is a name, in whatever case. */
function isLike(from: i32, name: i32, bytes: i32): bool {
  for (let i = 0; i < bytes; i += 16) {
    const chars = v128.or(v128.load(from + i), i8x16.splat(0x20));
    const different = i8x16.bitmask(i8x16.ne(chars, v128.load(name + i)));
    if (different !== 0 && i + ctz(different) < bytes) return false;
  }
  return true;
}

/** Where names overlap, the one that begins first may be found last, and two may begin together. */
function tell(name: i32): void {
  let at = told;
  while (at > HOST_NAMES && load<i32>(at - 4) > name) at -= 4;
  if (at > HOST_NAMES && load<i32>(at - 4) === name) return;
  for (let behind = told; behind > at; behind -= 4) store<i32>(behind, load<i32>(behind - 4));
  store<i32>(at, name);
  told += 4;
}

/** Goes to the first name at an offset or behind it. */
export function seekName(from: i32): void {
  cursor = load<i32>(HOST_NAME_CURSOR);
  while (cursor > HOST_NAMES && load<i32>(cursor - 4) >= from) cursor -= 4;
  passNames(from);
}

/** Where the first name begins at an offset or behind it; beyond the text when there is none. */
export function nameFrom(from: i32): i32 {
  seekName(from);
  return nextName();
}

/** Passes all names before an offset. */
export function passNames(end: i32): void {
  while (load<i32>(cursor) < end) cursor += 4;
  store<i32>(HOST_NAME_CURSOR, cursor);
}

/** Where the next name begins; beyond the text when there is none. */
export function nextName(): i32 {
  return load<i32>(cursor);
}
