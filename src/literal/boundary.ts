/**
 * The neighbouring chars decide whether a match is a whole name or part of a longer one. They are compared unescaped: the
 * scheme begins a word in `\nhttp://…` of a script, and in `%3Dhttp…`, which means `=http…`.
 */

const AT = 0x40;
const COLON = 0x3a;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const PLUS = 0x2b;
const SEMICOLON = 0x3b;
const SLASH = 0x2f;
const SPACE = 0x20;
/** Length of the longest escape of one char: `&#x00002e;`. */
const LONGEST_ESCAPE = 10;

const ESCAPE_BEFORE =
  /(?:\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%(?:25){0,2}([0-9a-f]{2})|&#x0{0,4}([0-9a-f]{2});|&#0{0,4}(\d{2,3});|\\[nrtbfv0])$/i;
/** Regular expressions write `legacy\.internal`. */
const ESCAPE_AFTER =
  /^(?:\\{1,2}u([0-9a-f]{4})|\\{1,2}x([0-9a-f]{2})|%(?:25){0,2}([0-9a-f]{2})|&#x0{0,4}([0-9a-f]{2});|&#0{0,4}(\d{2,3});|\\{1,2}([.-]))/i;

/** Whether a scheme or host may begin at `start`, and is not the end of a longer word. */
export function beginsWord(text: string, start: number): boolean {
  return !continuesWord(charBefore(text, start)) || isSign(text, start - 1);
}

/** A plus or hyphen that is not part of a word, as at the start of a line in a patch. */
function isSign(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return (c === PLUS || c === HYPHEN) && !continuesWord(charBefore(text, at));
}

function continuesWord(c: number): boolean {
  return continuesHost(c) || c === DOT || c === PLUS;
}

/** Whether a host or port ends at `end`: what follows neither continues it, nor makes it a user name, nor adds a port. */
export function endsWord(text: string, end: number): boolean {
  const next = charAfter(text, end);
  if (next.code === DOT) return !continuesHost(charAfter(text, next.end).code);
  if (next.code === COLON) {
    const { code } = charAfter(text, next.end);
    return code === -1 || code <= SPACE || code === SLASH;
  }
  return next.code !== AT && !continuesHost(next.code);
}

/** Whether a host name may begin at `start`; scheme and slashes are not checked. */
export function beginsName(text: string, start: number): boolean {
  const before = charBefore(text, start);
  return !(before === DOT || continuesHost(before));
}

/** Whether a host name may end at `end`; port and path are not checked. */
export function endsName(text: string, end: number): boolean {
  const next = charAfter(text, end);
  return !continuesHost(next.code === DOT ? charAfter(text, next.end).code : next.code);
}

/** Chars that end a name in every spelling. The space after a CSS escape belongs to the escape. */
const DELIMITER = /["'`<>{}|^\t\n\f\r]|(?<!\\[0-9a-f]{1,6}) /gi;

/** The offset after the last delimiter of a text; 0 when there is none. */
export function lastDelimiterEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(DELIMITER)) end = match.index + 1;
  return end;
}

/** The code of the char that ends at `end`, unescaped; -1 at the beginning of the text. */
export function charBefore(text: string, end: number): number {
  if (end === 0) return -1;
  const last = text.charCodeAt(end - 1);
  if (!continuesHost(last) && last !== SEMICOLON) return last;
  const match = ESCAPE_BEFORE.exec(text.slice(Math.max(0, end - LONGEST_ESCAPE), end));
  return match ? unescaped(match) : last;
}

/** The code of the char that starts at `start`, unescaped, and where it ends; code -1 at the end of the text. */
function charAfter(text: string, start: number): { code: number; end: number } {
  if (start >= text.length) return { code: -1, end: start };
  const match = ESCAPE_AFTER.exec(text.slice(start, start + LONGEST_ESCAPE));
  if (match) return { code: unescaped(match), end: start + match[0].length };
  return { code: text.charCodeAt(start), end: start + 1 };
}

function unescaped([, u, x, percent, reference, decimal, plain]: RegExpExecArray): number {
  const hex = u ?? x ?? percent ?? reference;
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return decimal === undefined ? (plain?.charCodeAt(0) ?? SPACE) : Number(decimal);
}

/** Chars beyond ASCII end a name, because many languages put no spaces around it, although a name may contain them. */
function continuesHost(c: number): boolean {
  const lower = c | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (c >= 0x30 && c <= 0x39) || c === HYPHEN || c === 0x5f;
}
