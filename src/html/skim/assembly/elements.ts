import { charAt } from "./chars.ts";
import {
  DECISIVE_ATTRIBUTES,
  DECISIVE_ATTRIBUTES_END,
  ELEMENT_NAMES,
  ELEMENT_NAMES_END,
  LENGTHS,
  LINK_NAMES,
  LINK_NAMES_END,
  PATH_ATTRIBUTES,
  SKIP_RULES,
} from "./layout.ts";

/** Eight times the bit that distinguishes lower from upper case. */
const LOWER_CASE: u64 = ((0x20202020 as u64) << 32) | 0x20202020;

/** The skip rule of an element; 0 for an element without a rule, whose tags are skipped like any others. */
export function skipRuleOf(start: i32, length: i32): i32 {
  if (length >= 32) return 0;
  const initial = charAt(start) & 0x1f;
  if (((load<u32>(LENGTHS + (initial << 2)) >>> length) & 1) === 0) return 0;
  const word = wordAt(start, length);
  for (let at = ELEMENT_NAMES; at < ELEMENT_NAMES_END; at += 8) {
    const known = load<u64>(at);
    if (known === word) return load<u8>(SKIP_RULES + ((at - ELEMENT_NAMES) >> 3)) as i32;
    if (known === 0) break;
  }
  return 0;
}

/** Whether the name of an attribute with this last char may be one of {@link isDecisive}. */
export function mayBeDecisive(last: i32): bool {
  const lower = last | 0x20;
  return lower === LAST_Y || lower === LAST_V;
}

/** Whether other values depend on an attribute. Eight chars of its name are compared. */
export function isDecisive(start: i32): bool {
  const initial = charAt(start) | 0x20;
  if (initial !== INITIAL_H && initial !== INITIAL_I) return false;
  const word = load<u64>(start) | LOWER_CASE;
  for (let at = DECISIVE_ATTRIBUTES; at < DECISIVE_ATTRIBUTES_END; at += 8) {
    const known = load<u64>(at);
    if (known === word) return true;
    if (known === 0) break;
  }
  return false;
}

/** Whether an attribute is `type` or `language`. Four chars of its name are compared. */
export function statesLanguage(start: i32): bool {
  const word = load<u32>(start) | 0x20202020;
  return word === 0x65707974 || word === 0x676e616c;
}

/** Whether this attribute of this element is in the table of links. */
export function isLink(attribute: i32, attributeLength: i32, element: i32, elementLength: i32): bool {
  if (attributeLength > 8 || elementLength > 8) return false;
  const attributeWord = wordAt(attribute, attributeLength);
  const elementWord = wordAt(element, elementLength);
  for (let at = LINK_NAMES; at < LINK_NAMES_END; at += 16) {
    const known = load<u64>(at);
    if (known === attributeWord && load<u64>(at + 8) === elementWord) return true;
    if (known === 0) break;
  }
  return false;
}

/** Whether a path may move in an attribute; by its hash, so that a few other names pass, too. */
export function mayHoldPath(attribute: i32, length: i32): bool {
  const word = wordAt(attribute, length);
  const hash = hashOf(word as i32, (word >> 32) as i32, length);
  return ((load<u8>(PATH_ATTRIBUTES + (hash >> 3)) >>> (hash & 7)) & 1) !== 0;
}

/** See ../element-table.ts. */
function hashOf(first: i32, second: i32, length: i32): i32 {
  return ((first * 0x9e3779b1) ^ (second * 0x85ebca6b) ^ (length * 0xc2b2ae35)) >>> 20;
}

/** The first eight chars of a name, in lower case, filled up with zeros. */
function wordAt(start: i32, length: i32): u64 {
  return (load<u64>(start) | LOWER_CASE) & (length < 8 ? ((1 as u64) << (length << 3)) - 1 : u64.MAX_VALUE);
}
const INITIAL_H = 0x68;
const INITIAL_I = 0x69;
const LAST_Y = 0x79;
const LAST_V = 0x76;
