/** Char codes and classes of WHATWG HTML tokenization. */

export const DASH = 0x2d;
export const SLASH = 0x2f;
export const EXCLAMATION = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const SINGLE_QUOTE = 0x27;
export const LESS_THAN = 0x3c;
export const EQUALS = 0x3d;
export const GREATER_THAN = 0x3e;
export const QUESTION = 0x3f;
export const RIGHT_BRACKET = 0x5d;

/** Tab, line feed, form feed, carriage return, space. */
function isWhiteSpace(code: number): boolean {
  return code === 0x20 || (code < 0x0e && code > 0x08 && code !== 0x0b);
}

export function isAsciiAlpha(code: number): boolean {
  const lower = code | 0x20;
  return lower > 0x60 && lower < 0x7b;
}

/** Whether `code` ends a tag name: white space, `/` or `>`. */
export function endsTagName(code: number): boolean {
  return code === GREATER_THAN || code === SLASH || isWhiteSpace(code);
}

// No char that ends a name or value is greater than `>`, so most chars take one comparison.

/** The index of the first char from `i` on that is not white space, or the length of the text. */
export function skipWhiteSpace(text: string, i: number): number {
  while (i < text.length && isWhiteSpace(text.charCodeAt(i))) i++;
  return i;
}

/** The end of the tag name at `i`, or the length of the text. */
export function skipTagName(text: string, i: number): number {
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= GREATER_THAN && endsTagName(code)) break;
  }
  return i;
}

/** The end of the attribute name at `i`, or the length of the text. */
export function skipAttributeName(text: string, i: number): number {
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= GREATER_THAN && (code === EQUALS || endsTagName(code))) break;
  }
  return i;
}

/** The end of the unquoted attribute value at `i`, or the length of the text. */
export function skipUnquotedValue(text: string, i: number): number {
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === GREATER_THAN || isWhiteSpace(code)) break;
  }
  return i;
}
