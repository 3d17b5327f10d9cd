/**
 * What tells at a glance whether an attribute could move. A URL that names a place of the map shows the host's name, unless
 * that is disguised: by a character reference, by an escape of CSS or script, by a tab or line break that URL parsers drop,
 * by percent-encoding or by non-ASCII chars, many of which IDNA maps to ASCII letters.
 */
export const MAY_DISGUISE = 1;
export const SLASH = 2;

/** For each char code, and for all above 255 the last one, the flags that it raises. */
export const FLAGS: Uint8Array = flagTable();

function flagTable(): Uint8Array {
  const flags = new Uint8Array(256).fill(MAY_DISGUISE, 0x80);
  for (const char of "&\\%\t\n\r") flags[char.charCodeAt(0)] = MAY_DISGUISE;
  for (const char of "/\\") flags[char.charCodeAt(0)]! |= SLASH;
  return flags;
}

/** References to other chars than those that no host name holds: `&"<>'`, a space. */
const REFERENCE = /&(?!amp;|quot;|lt;|gt;|apos;|nbsp;|#0?3[489];|#x2[267];)[#a-z]/i;
/** An authority up to its end or to the first char that shows another one; each is read once. */
const AUTHORITY = /(?:(?:https?|wss?):\/*|\/\/+)[^\s/?#"'<>%\x80-\xff]*([%\x80-\xff])?/gi;
const BREAK = /[\t\n\r]/;

/** Whether a value in which {@link MAY_DISGUISE} was raised may name a host without showing it. */
export function mayDisguise(value: string): boolean {
  return (
    value.includes("\\") ||
    REFERENCE.test(value) ||
    (BREAK.test(value) && /[/:]/.test(value)) ||
    escapesAuthority(value)
  );
}

function escapesAuthority(value: string): boolean {
  for (const [, mark] of value.matchAll(AUTHORITY)) if (mark !== undefined) return true;
  return false;
}
