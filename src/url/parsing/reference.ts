/**
 * The positions of the parts of a URL reference, read as the WHATWG URL parser reads it
 * (https://url.spec.whatwg.org/#url-parsing), without rebuilding it.
 *
 * References with a scheme other than http, https, ws and wss never move: form "other".
 */
export interface Reference {
  readonly form: "absolute" | "scheme-relative" | "path-absolute" | "path-relative" | "other";
  /** Lower case; "" for all forms but "absolute". */
  readonly scheme: string;
  readonly schemeStart: number;
  /** Offset of the first slash after the scheme; authorityStart when there is none. */
  readonly slashesStart: number;
  /** Offset after the slashes, where userinfo or host begins. */
  readonly authorityStart: number;
  /** The first char of the path; for forms without an authority, of the reference itself. */
  readonly pathStart: number;
  /** Offset of the query, the fragment or the end. */
  readonly pathEnd: number;
}

/** Host and port within a reference. */
export interface Authority {
  /** Offset of the host, after any userinfo. */
  readonly hostStart: number;
  readonly host: string;
  /** -1 when none is written. */
  readonly port: number;
}

const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const QUERY = 0x3f;
const FRAGMENT = 0x23;
const OPENING_BRACKET = 0x5b;
const DIGIT_ZERO = 0x30;

/**
 * Reads the reference from `start` to `end`. There must be no white space at its ends, and no tabs or line breaks inside.
 */
export function readReference(text: string, start: number, end: number): Reference {
  if (isSlash(text.charCodeAt(start))) {
    if (start + 1 < end && isSlash(text.charCodeAt(start + 1))) {
      return withAuthority(text, "", start, end);
    }
    return withoutAuthority(text, "path-absolute", start, end);
  }
  const colon = schemeEnd(text, start, end);
  if (colon === -1) return withoutAuthority(text, "path-relative", start, end);
  const scheme = text.slice(start, colon).toLowerCase();
  if (!OUR_SCHEMES.has(scheme)) return withoutAuthority(text, "other", start, end);
  return withAuthority(text, scheme, start, end);
}

const OUR_SCHEMES: ReadonlySet<string> = new Set(["http", "https", "ws", "wss"]);

/** Reads host and port; undefined when no URL parser would accept them. */
export function readAuthority(text: string, reference: Reference): Authority | undefined {
  const { authorityStart, pathStart: end } = reference;
  const at = text.lastIndexOf("@", end - 1);
  const hostStart = at < authorityStart ? authorityStart : at + 1;
  const colon = text.indexOf(":", endOfAddress(text, hostStart, end));
  if (colon === -1 || colon >= end) return { hostStart, host: text.slice(hostStart, end), port: -1 };
  const port = readPort(text, colon + 1, end);
  return port === undefined ? undefined : { hostStart, host: text.slice(hostStart, colon), port };
}

/** Offset of the end of an IPv6 address, whose colons do not begin a port; `start` for any other host. */
function endOfAddress(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== OPENING_BRACKET) return start;
  const bracket = text.indexOf("]", start);
  return bracket === -1 || bracket > end ? end : bracket;
}

/** -1 for an empty port, undefined for an invalid one. */
function readPort(text: string, start: number, end: number): number | undefined {
  let port = start === end ? -1 : 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return undefined;
    port = port * 10 + digit;
    if (port > 65535) return undefined;
  }
  return port;
}

function withAuthority(text: string, scheme: string, start: number, end: number): Reference {
  const form = scheme === "" ? "scheme-relative" : "absolute";
  const slashesStart = scheme === "" ? start : start + scheme.length + 1;
  let authorityStart = slashesStart;
  while (authorityStart < end && isSlash(text.charCodeAt(authorityStart))) authorityStart++;
  let pathStart = authorityStart;
  while (pathStart < end && !endsAuthority(text.charCodeAt(pathStart))) pathStart++;
  const pathEnd = endOfPath(text, pathStart, end);
  return { form, scheme, schemeStart: start, slashesStart, authorityStart, pathStart, pathEnd };
}

function withoutAuthority(text: string, form: Reference["form"], start: number, end: number): Reference {
  const pathEnd = endOfPath(text, start, end);
  return {
    form,
    scheme: "",
    schemeStart: start,
    slashesStart: start,
    authorityStart: start,
    pathStart: start,
    pathEnd,
  };
}

function endOfPath(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === QUERY || c === FRAGMENT) return i;
  }
  return end;
}

/** Offset of the colon that ends a scheme (RFC 3986 section 3.1); -1 when the text does not start with one. */
function schemeEnd(text: string, start: number, end: number): number {
  if (!isLetter(text.charCodeAt(start))) return -1;
  for (let i = start + 1; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === COLON) return i;
    if (!isLetter(c) && !(c >= 0x2b && c <= 0x39 && c !== 0x2c && c !== SLASH)) return -1;
  }
  return -1;
}

function isLetter(c: number): boolean {
  const lower = c | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isSlash(c: number): boolean {
  return c === SLASH || c === BACKSLASH;
}

function endsAuthority(c: number): boolean {
  return c === SLASH || c === BACKSLASH || c === QUERY || c === FRAGMENT;
}
