import type { Splice } from "../splice.ts";
import type { Scope } from "../url/scope.ts";

/**
 * Rewrites one value of a known syntax: a field value, an attribute value, a string in a stylesheet.
 *
 * The value is already decoded from its surroundings (no character references, no quotes). Only changes are reported, in
 * ascending order. Malformed values stay; nothing is ever thrown.
 */
export type ValueRewriter = (value: string, scope: Scope, splice: Splice) => void;

/** The splice of a part that starts at `offset` of the value. */
export function shifted(splice: Splice, offset: number): Splice {
  return offset === 0 ? splice : (start, end, replacement) => splice(offset + start, offset + end, replacement);
}

/** Encodes every replacement, for syntaxes in which chars of a URL have another meaning. */
export function escaping(splice: Splice, encode: (replacement: string) => string): Splice {
  return (start, end, replacement) => splice(start, end, encode(replacement));
}
