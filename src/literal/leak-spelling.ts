/** Names of character references for the punctuation of hosts (https://html.spec.whatwg.org/#named-character-references). */
const NAMED_REFERENCES: Readonly<Record<string, string>> = {
  ".": "&period;",
  "-": "&(?:hyphen|dash);",
  _: "&(?:lowbar|UnderBar);",
  ":": "&colon;",
  "[": "&l(?:sqb|brack);",
  "]": "&r(?:sqb|brack);",
};

/**
 * The source of a pattern for a name, each char of which may be spelled in its own way: as it is, percent-encoded up to
 * four times over, as a character reference, escaped for scripts, JSON or CSS, quoted-printable.
 */
export function anySpelling(name: string): string {
  return Array.from(name, anySpellingOfChar).join("");
}

function anySpellingOfChar(char: string): string {
  const codes = [...new Set([char.toLowerCase(), char.toUpperCase()])].map((spelled) => spelled.charCodeAt(0));
  const reference = NAMED_REFERENCES[char];
  const spellings = [char.replace(/[.[\]]/, "\\$&"), ...codes.flatMap(escapesOf), ...(reference ? [reference] : [])];
  return `(?:${spellings.join("|")})`;
}

/** Every repetition is bounded, so that even a text full of escapes takes linear time. */
function escapesOf(code: number): string[] {
  const hex = code.toString(16).padStart(2, "0");
  return [
    `%(?:25){0,3}${hex}`,
    `&#(?:0{0,6}${code}|x0{0,6}${hex});?`,
    `\\\\{1,4}(?:u00${hex}|u\\{0{0,4}${hex}\\}|x${hex}|0{0,4}${hex} ?|${code.toString(8).padStart(3, "0")})`,
    `=${hex}`,
  ];
}

/** Shorter base64 texts would be found by chance. */
const SHORTEST_BASE64 = 8;

/** Matches a name inside base64 or base64url, at each of its three alignments; undefined for too short a name. */
export function base64Spellings(name: string): RegExp | undefined {
  const spellings = [0, 1, 2].map((before) => {
    const text = Buffer.from("\0".repeat(before) + name).toString("base64");
    // The first and last char may also encode bits of the neighbouring bytes, so such chars are left out.
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + name.length) * 8) / 6));
  });
  if (spellings.some(({ length }) => length < SHORTEST_BASE64)) return undefined;
  return new RegExp(spellings.map((text) => text.replaceAll("+", "[+-]").replaceAll("/", "[/_]")).join("|"), "g");
}
