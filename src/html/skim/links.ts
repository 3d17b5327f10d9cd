/**
 * The common attributes that are one URL and nothing else, with their elements; names have at most eight letters. The
 * scanner need not read a tag to move these.
 */
export const LINKS: readonly (readonly [attribute: string, elements: readonly string[]])[] = [
  ["href", ["a", "link", "area"]],
  ["src", ["img", "script", "iframe", "source", "input", "video", "audio", "embed", "frame", "track"]],
  ["action", ["form"]],
  ["poster", ["video"]],
  ["cite", ["q", "del", "ins"]],
];
