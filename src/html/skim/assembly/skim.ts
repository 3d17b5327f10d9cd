import { findNames, nameFrom, seekName } from "./host-names.ts";
import { beginMoving } from "./links.ts";
import { passTokens } from "./tokens.ts";
import { mayHide } from "./values.ts";

export { findNames, mayHide, nameFrom };

/**
 * Skips tokens from `from` on, in the data state. Links with a known beginning are moved on the way: see `MOVED_START` and
 * `OUTPUT` in layout.ts. Offsets are addresses in the memory. No state is kept between calls.
 *
 * @returns the start of the first token that has to be read: a text with a host name, a tag with a host name or one that
 *   may be disguised, a tag of an element that is always read, the last text, any other or unfinished token
 */
export function skim(from: i32, end: i32, modes: i32): i32 {
  seekName(from);
  beginMoving();
  return passTokens(from, end, modes);
}
