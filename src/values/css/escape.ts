import { isDigit, isSpace, skip } from "../ascii.ts";
import { type Decoded, decoded } from "../combinators/decoded.ts";

/** A part of a stylesheet without escapes and escaped line breaks. */
export function withoutEscapes(raw: string): Decoded {
  return decoded(raw, ESCAPE, meaning);
}

/** Whether the spelling of a char is a hexadecimal escape that a following digit would become part of. */
export function isOpenEscape(raw: string): boolean {
  return OPEN_ESCAPE.test(raw);
}

/** https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point */
const ESCAPE = /\\(?:[0-9a-f]{1,6}(?:\r\n|[\t\n\f\r ])?|\r\n|.|$)/gis;
const OPEN_ESCAPE = /^\\[0-9a-f]{1,6}$/i;

function meaning(escaped: string): string {
  const chars = escaped.slice(1);
  if (isNewline(chars[0])) return "";
  const codePoint = Number.parseInt(chars, 16);
  if (Number.isNaN(codePoint)) return chars;
  const isChar = codePoint !== 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  return String.fromCodePoint(isChar ? codePoint : 0xfffd);
}

/** The offset after the escape that starts at `position`; the text's length when it is cut off. */
export function escapeEnd(text: string, position: number): number {
  const start = position + 1;
  let end = skip(text, start, Math.min(start + 6, text.length), isHexDigit);
  const takesSpace = end > start && isSpace(text.charCodeAt(end));
  if (text.startsWith("\r\n", end)) end += 2;
  else if (end === start || takesSpace) end++;
  return Math.min(end, text.length);
}

export function isNewline(char: string | undefined): boolean {
  return char === "\n" || char === "\r" || char === "\f";
}

function isHexDigit(c: number): boolean {
  const lower = c | 0x20;
  return isDigit(c) || (lower >= 0x61 && lower <= 0x66);
}
