import { HOST_NAME_CURSOR, HOST_NAMES } from "./layout.ts";

/** Where the next one of the host names is told that JavaScript has found in the text. */
let cursor: i32 = HOST_NAMES;

/** Goes to the first name at an offset or behind it. */
export function seekName(from: i32): void {
  cursor = load<i32>(HOST_NAME_CURSOR);
  while (cursor > HOST_NAMES && load<i32>(cursor - 4) >= from) cursor -= 4;
  passNames(from);
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
