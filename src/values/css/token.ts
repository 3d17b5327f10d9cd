import { escapeEnd, isNewline, withoutEscapes } from "./escape.ts";

/** The end of the name that continues at `position` (https://www.w3.org/TR/css-syntax-3/#consume-name). */
export function nameEnd(text: string, position: number): number {
  while (position < text.length) {
    if (isNameChar(text.charCodeAt(position))) position++;
    else if (text[position] === "\\" && !isNewline(text[position + 1])) position = escapeEnd(text, position);
    else break;
  }
  return position;
}

/** The start of the name that ends at `end`, at least `start`. The name must have no escapes. */
export function nameStart(text: string, start: number, end: number): number {
  while (end > start && isNameChar(text.charCodeAt(end - 1))) end--;
  return end;
}

/** A name without its escapes, in lower case. */
export function plainName(raw: string): string {
  return (raw.includes("\\") ? withoutEscapes(raw).text : raw).toLowerCase();
}

export type Ends = (c: number) => boolean;

/** Chars that end tokens with free text. A line break ends a string, too. */
export const TEXT_ENDS = {
  '"': (c) => c === 0x22 || isLineBreak(c),
  "'": (c) => c === 0x27 || isLineBreak(c),
  "bad-url": (c) => c === 0x29,
} as const satisfies Record<string, Ends>;

/** Chars that end the URL in `url(…)` without quotes: white space, and those that must not occur in it. */
export const endsBareUrl: Ends = (c) => c <= 0x20 || c === 0x22 || (c >= 0x27 && c <= 0x29) || c === 0x7f;

/**
 * The offset of the first char at or after `position` that ends a token, or of an escape that reaches the end of the text,
 * because more chars may belong to that. Other escaped chars end no token.
 */
export function tokenEnd(text: string, position: number, ends: Ends): number {
  while (position < text.length) {
    const c = text.charCodeAt(position);
    if (ends(c)) return position;
    const next = c === BACKSLASH ? escapeEnd(text, position) : position + 1;
    if (c === BACKSLASH && next === text.length) return position;
    position = next;
  }
  return position;
}

const BACKSLASH = 0x5c;

function isLineBreak(c: number): boolean {
  return c === 0x0a || c === 0x0c || c === 0x0d;
}

/** Includes each byte of a char beyond ASCII. */
function isNameChar(c: number): boolean {
  const lower = c | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x5f || c >= 0x80;
}
