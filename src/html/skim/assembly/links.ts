import { BACKSLASH, charAt, DOT, HASH, PERCENT, QUESTION, SLASH, SPACE } from "./chars.ts";
import { nextName, passNames } from "./host-names.ts";
import {
  BEGINNING_BYTES,
  BEGINNING_COUNT,
  BEGINNING_FLAGS,
  BEGINNING_FROM,
  BEGINNING_FROM_BYTES,
  BEGINNING_TO,
  BEGINNING_TO_BYTES,
  BEGINNINGS,
  IS_ROOTED,
  MAY_END,
  MOVED_BYTES,
  MOVED_END,
  MOVED_START,
  NEEDS_PLAIN_REST,
  OUTPUT,
  OUTPUT_BYTES,
} from "./layout.ts";
import { PATHS_MOVE } from "./modes.ts";
import { copy, isSame } from "./search.ts";
import { mayHide } from "./values.ts";

/** The end of the text that is already copied or replaced; 0 before the first link has moved. */
let cursor: i32 = 0;
/** The address after what is written to OUTPUT. */
let written: i32 = 0;

export function beginMoving(): void {
  cursor = 0;
  written = OUTPUT;
  store<i32>(MOVED_START, 0);
  store<i32>(MOVED_END, 0);
  store<i32>(MOVED_BYTES, 0);
}

/** The committed results, for {@link restoreMoved}. */
export function movedEnd(): i32 {
  return load<i32>(MOVED_END);
}

export function movedBytes(): i32 {
  return load<i32>(MOVED_BYTES);
}

/** Returns to earlier results of {@link movedEnd} and {@link movedBytes}. */
export function restoreMoved(end: i32, bytes: i32): void {
  store<i32>(MOVED_END, end);
  store<i32>(MOVED_BYTES, bytes);
}

/** Reports the links moved so far: all links of a tag have moved. */
export function commitMoved(): void {
  store<i32>(MOVED_END, cursor);
  store<i32>(MOVED_BYTES, written - OUTPUT);
}

/**
 * Moves a link that has a known beginning, if nothing after that can move.
 *
 * @param start of the value; the next name is not before it
 */
export function moveLink(start: i32, end: i32, modes: i32): bool {
  const beginning = beginningOf(start, end);
  if (beginning === 0) return false;
  const rest = start + load<i32>(beginning + BEGINNING_FROM_BYTES);
  if (mayHide(rest, end, modes & ~PATHS_MOVE) !== 0) return false;
  passNames(rest);
  return nextName() >= end && write(start, rest, beginning);
}

function beginningOf(start: i32, end: i32): i32 {
  const stop = BEGINNINGS + load<i32>(BEGINNING_COUNT) * BEGINNING_BYTES;
  for (let at = BEGINNINGS; at < stop; at += BEGINNING_BYTES) {
    const bytes = load<i32>(at + BEGINNING_FROM_BYTES);
    const isLike = bytes <= end - start && isSame(start, at + BEGINNING_FROM, bytes);
    if (isLike && isApplicable(at, start, start + bytes, end)) return at;
  }
  return 0;
}

/** @param rest offset after the beginning */
function isApplicable(beginning: i32, start: i32, rest: i32, end: i32): bool {
  const flags = load<i32>(beginning + BEGINNING_FLAGS);
  if (!(flags & MAY_END ? endsSegment(rest, end) : rest < end && charAt(rest) === SLASH)) return false;
  if (flags & NEEDS_PLAIN_REST && needsCare(rest, end)) return false;
  if (!(flags & IS_ROOTED)) return true;
  if (start + 1 < end && charAt(start + 1) === SLASH) return false;
  const bytes = load<i32>(beginning + BEGINNING_TO_BYTES);
  const isThere = bytes <= end - start && isSame(start, beginning + BEGINNING_TO, bytes);
  return !(isThere && endsSegment(start + bytes, end));
}

function endsSegment(at: i32, end: i32): bool {
  if (at === end) return true;
  const code = charAt(at);
  return code === SLASH || code === QUESTION || code === HASH;
}

/** Whether a path may contain dot segments or a backslash, or ends with white space. `mayHide` finds line breaks. */
function needsCare(start: i32, end: i32): bool {
  if (start < end && charAt(end - 1) <= SPACE) return true;
  for (let at = start; at < end; at += 16) {
    const chars = v128.load(at);
    const after = v128.load(at + 1);
    const dots = v128.or(i8x16.eq(after, i8x16.splat(DOT as i8)), i8x16.eq(after, i8x16.splat(PERCENT as i8)));
    const slashes = v128.and(i8x16.eq(chars, i8x16.splat(SLASH as i8)), dots);
    const found = i8x16.bitmask(v128.or(slashes, i8x16.eq(chars, i8x16.splat(BACKSLASH as i8))));
    if (found !== 0 && at + ctz(found) < end) return true;
  }
  return false;
}

/** Copies the text before a link, and writes the link's new beginning. @returns whether there was room */
function write(start: i32, rest: i32, beginning: i32): bool {
  if (cursor === 0) {
    cursor = start;
    store<i32>(MOVED_START, start);
  }
  const kept = start - cursor;
  const bytes = load<i32>(beginning + BEGINNING_TO_BYTES);
  if (written - OUTPUT + kept + bytes > OUTPUT_BYTES) return false;
  copy(written, cursor, kept);
  copy(written + kept, beginning + BEGINNING_TO, bytes);
  written += kept + bytes;
  cursor = rest;
  return true;
}
