/**
 * How `:` and `/` can be spelled inside a text: plain, or escaped for JSON, scripts, percent-encoding, HTML or CSS, once or
 * several times over. Matching ignores the case of hexadecimal digits.
 */
export interface Spelling {
  readonly colon: string;
  readonly slash: string;
}

/** A spelling comes before shorter ones that it ends with. */
const SPELLINGS: readonly Spelling[] = [
  { colon: ":", slash: "\\\\\\/" },
  { colon: ":", slash: "\\\\/" },
  { colon: ":", slash: "\\/" },
  { colon: ":", slash: "/" },
  { colon: "\\\\u003a", slash: "\\\\u002f" },
  { colon: "\\u003a", slash: "\\u002f" },
  { colon: "\\\\x3a", slash: "\\\\x2f" },
  { colon: "\\x3a", slash: "\\x2f" },
  { colon: "%25253a", slash: "%25252f" },
  { colon: "%253a", slash: "%252f" },
  { colon: "%3a", slash: "%2f" },
  { colon: "&#58;", slash: "&#47;" },
  { colon: "&#x3a;", slash: "&#x2f;" },
  { colon: "&colon;", slash: "&sol;" },
  { colon: "\\00003a", slash: "\\00002f" },
  { colon: "\\3a ", slash: "\\2f " },
  { colon: "\\:", slash: "\\/" },
  { colon: ":", slash: "\\\\" },
  { colon: ":", slash: "\\" },
];

/** In chars. */
export const LONGEST_SPELLING: number = Math.max(
  ...SPELLINGS.flatMap(({ colon, slash }) => [colon.length, slash.length]),
);

const longestFirst = (a: string, b: string) => b.length - a.length;
const COLONS = [...new Set(SPELLINGS.map(({ colon }) => colon))].sort(longestFirst);
const SLASHES = [...new Set(SPELLINGS.map(({ slash }) => slash))]
  .filter((slash) => !isBackslash(slash))
  .sort(longestFirst);
const PAIRS = SPELLINGS.map((spelling) => ({ spelling, pair: spelling.slash.repeat(2) })).sort((a, b) =>
  longestFirst(a.pair, b.pair),
);

/** Whether a slash is spelled as a backslash, which only URL parsers read as a slash. */
export function isBackslash(slash: string): boolean {
  return slash.endsWith("\\");
}

/** The spelling of the two slashes that end at `end`. */
export function slashesBefore(text: string, end: number): Spelling | undefined {
  return PAIRS.find(({ pair }) => endsWith(text, pair, end))?.spelling;
}

/** The two slashes that a text starts with, as they are spelled. */
export function slashesAt(text: string): string | undefined {
  return PAIRS.find(({ pair }) => startsWith(text, pair, 0))?.pair;
}

/** The colon that ends at `end`, as it is spelled. */
export function colonBefore(text: string, end: number): string | undefined {
  const colon = COLONS.find((spelling) => endsWith(text, spelling, end));
  return colon && text.slice(end - colon.length, end);
}

/** The colon that starts at `start`, as it is spelled in the text. */
export function colonAt(text: string, start: number): string | undefined {
  const colon = COLONS.find((spelling) => startsWith(text, spelling, start));
  return colon && text.slice(start, start + colon.length);
}

/**
 * The slash that starts at `start`, as it is spelled; of two spellings the longer.
 *
 * @param expected the spelling used so far: a backslash counts as a slash only if earlier slashes were backslashes
 */
export function slashAt(text: string, start: number, expected: string): string | undefined {
  if (isBackslash(expected) && startsWith(text, expected, start)) return expected;
  const slash = SLASHES.find((spelling) => startsWith(text, spelling, start));
  return slash && text.slice(start, start + slash.length);
}

/** Whether a text is the beginning of a colon in some spelling; {@link startsSlashes} likewise of two slashes. */
export function startsColon(text: string): boolean {
  return COLONS.some((colon) => startsWith(colon, text, 0));
}

export function startsSlashes(text: string): boolean {
  return PAIRS.some(({ pair }) => startsWith(pair, text, 0));
}

function startsWith(text: string, part: string, start: number): boolean {
  return equalsIgnoringCase(text, start, part);
}

function endsWith(text: string, part: string, end: number): boolean {
  return equalsIgnoringCase(text, end - part.length, part);
}

function equalsIgnoringCase(text: string, start: number, part: string): boolean {
  if (start < 0 || start + part.length > text.length) return false;
  for (let i = part.length - 1; i >= 0; i--) {
    const a = text.charCodeAt(start + i);
    const b = part.charCodeAt(i);
    if (a !== b && !((a | 0x20) === (b | 0x20) && (b | 0x20) >= 0x61 && (b | 0x20) <= 0x7a)) return false;
  }
  return true;
}
