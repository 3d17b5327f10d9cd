import { TEXT_ONLY_ELEMENTS } from "../text-kinds.ts";

/** Tag names that change how the tokenizer reads on. */
export const SPECIAL_NAMES: ReadonlySet<string> = new Set([...TEXT_ONLY_ELEMENTS, "svg", "math"]);

/** For each initial the lengths of the special names, as bits: enough to tell nearly all other names apart. */
const LENGTHS_BY_INITIAL = Uint16Array.from({ length: 128 }, (_, initial) =>
  [...SPECIAL_NAMES]
    .filter((name) => name.charCodeAt(0) === initial)
    .reduce((lengths, name) => lengths | (1 << name.length), 0),
);

/** Whether a name of this length may be special; `initial` is the code of an ASCII letter of any case. */
export function maybeSpecial(length: number, initial: number): boolean {
  return ((LENGTHS_BY_INITIAL[initial | 0x20]! >> length) & 1) === 1;
}
