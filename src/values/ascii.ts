/** ASCII white space (https://infra.spec.whatwg.org/#ascii-whitespace). */
export function isSpace(c: number): boolean {
  return c === 0x20 || (c >= 0x09 && c <= 0x0d && c !== 0x0b);
}

export function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** The first offset at or after `start` whose char fails the test; `end` when none does. */
export function skip(text: string, start: number, end: number, test: (c: number) => boolean): number {
  while (start < end && test(text.charCodeAt(start))) start++;
  return start;
}

/** The offsets of `text` from `start` to `end`, without white space at either end. */
export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  start = skip(text, start, end, isSpace);
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}
