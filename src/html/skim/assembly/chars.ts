export const TAB = 0x09;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const EXCLAMATION = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const HYPHEN = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const LESS_THAN = 0x3c;
export const EQUALS = 0x3d;
export const GREATER_THAN = 0x3e;
export const QUESTION = 0x3f;
export const AT = 0x40;
export const BRACKET = 0x5b;
export const BACKSLASH = 0x5c;

export function charAt(at: i32): i32 {
  return load<u8>(at);
}

export function isSpace(code: i32): bool {
  return code === SPACE || (code < 0x0e && code > 0x08 && code !== 0x0b);
}

export function isLetter(code: i32): bool {
  return (((code | 0x20) - 0x61) as u32) < 26;
}

export function isDigit(code: i32): bool {
  return ((code - 0x30) as u32) < 10;
}
