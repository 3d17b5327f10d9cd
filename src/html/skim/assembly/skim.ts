import { findNames, nameFrom, seekName } from "./host-names.ts";
import { beginMoving } from "./links.ts";
import { passTokens } from "./tokens.ts";
import { mayHide } from "./values.ts";

export { findNames, mayHide, nameFrom };

/**
 * Reads on in the data state, and moves the links that begin in a way that is known; what is told of them is layout.ts's.
 *
 * All offsets are addresses of the memory: the text stands where JavaScript put it. Of one call, the next one knows nothing.
 *
 * @returns the start of the next token that matters: a tag that holds a host's name or may hold a disguised one, a tag of an
 *   element that matters, a text that holds a name; of the last text; or of a token that is no tag or not finished
 */
export function skim(from: i32, end: i32, modes: i32): i32 {
  seekName(from);
  beginMoving();
  return passTokens(from, end, modes);
}
