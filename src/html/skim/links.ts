/**
 * Attributes, and for each the elements of which it is one URL and nothing else: the common ones, of up to eight letters.
 * They move without their tag being read. All others are read.
 */
export const LINKS: readonly (readonly [attribute: string, elements: readonly string[]])[] = [
  ["href", ["a", "link", "area"]],
  ["src", ["img", "script", "iframe", "source", "input", "video", "audio", "embed", "frame", "track"]],
  ["action", ["form"]],
  ["poster", ["video"]],
  ["cite", ["q", "del", "ins"]],
];
