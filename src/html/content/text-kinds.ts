import type { TextKind } from "../scanners/scanner.ts";

/** HTML elements whose start tag switches the tokenizer to another state, with scripting enabled. */
const TEXT_KINDS: ReadonlyMap<string, TextKind> = new Map<string, TextKind>([
  ["title", "rcdata"],
  ["textarea", "rcdata"],
  ["style", "rawtext"],
  ["xmp", "rawtext"],
  ["iframe", "rawtext"],
  ["noembed", "rawtext"],
  ["noframes", "rawtext"],
  ["noscript", "rawtext"],
  ["script", "script"],
  ["plaintext", "plaintext"],
]);

export const TEXT_ONLY_ELEMENTS: readonly string[] = [...TEXT_KINDS.keys()];

/** The text state after a start tag of this name (any case), e.g. "rcdata" for `title`, "data" for `p`. */
export function textKindOf(tagName: string): TextKind {
  return TEXT_KINDS.get(tagName.toLowerCase()) ?? "data";
}
