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
export function isWhiteSpace(code: number): boolean {
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
