import { beginsWord, charBefore } from "./boundary.ts";
import { colonBefore, isBackslash, slashesBefore } from "./spelling.ts";

/**
 * The kind of text that contains the names:
 * - "text": any
 * - "script": a host without `//` before it may be code (`app.internal` is a property of `app`), so it counts only right
 *   after a quote
 * - "form": text that may be submitted. A name counts only if the way back restores exactly the same text.
 */
export type LiteralContext = "text" | "script" | "form";

/** The part of a reference before its host name. */
export interface Head {
  /** Where the reference begins: at its scheme, its slashes or the host itself. */
  readonly start: number;
  /** Lower case; "" for none. */
  readonly scheme: string;
  readonly schemeEnd: number;
  /** How a slash and a colon are spelled here; slash "" for a host without slashes before it. */
  readonly slash: string;
  readonly colon: string;
}

const LONGEST_USERINFO = 128;
/** Excludes `,`, `;` and others that userinfo allows, because they may separate a URL from an e-mail address. */
const USERINFO = /[a-z0-9._~!$*+:%-]/i;
/** A scheme that the map knows, or one that is written instead of `http` and stays. */
const SCHEME_BEFORE = /(?:(https?|wss?)|feed|webcals?)$/i;
const LONGEST_SCHEME = "webcals".length;
const QUOTE = /["'`]/;
const SLASH = 0x2f;

/** Reads backwards from the host at `at`; undefined when the host is part of something else. */
export function readHead(text: string, at: number, context: LiteralContext): Head | undefined {
  const end = text[at - 1] === "@" ? userinfoStart(text, at) : at;
  const spelling = slashesBefore(text, end);
  if (!spelling) return end === at ? loneHead(text, at, context) : undefined;
  const slashes = end - 2 * spelling.slash.length;
  const slash = text.slice(end - spelling.slash.length, end);
  const colon = colonBefore(text, slashes);
  if (colon !== undefined) return schemeHead(text, slashes - colon.length, slash, colon);
  // `\\host` is a Windows share, and a third slash makes a path.
  if (isBackslash(spelling.slash) || !beginsWord(text, slashes) || charBefore(text, slashes) === SLASH)
    return undefined;
  return { start: slashes, scheme: "", schemeEnd: slashes, slash, colon: spelling.colon };
}

function schemeHead(text: string, schemeEnd: number, slash: string, colon: string): Head | undefined {
  const found = SCHEME_BEFORE.exec(text.slice(Math.max(0, schemeEnd - LONGEST_SCHEME), schemeEnd));
  if (!found || !beginsWord(text, schemeEnd - found[0].length)) return undefined;
  const [, scheme] = found;
  const slashes = schemeEnd + colon.length;
  if (scheme === undefined) return { start: slashes, scheme: "", schemeEnd: slashes, slash, colon };
  return { start: schemeEnd - scheme.length, scheme: scheme.toLowerCase(), schemeEnd, slash, colon };
}

function loneHead(text: string, at: number, context: LiteralContext): Head | undefined {
  if (!beginsWord(text, at) || charBefore(text, at) === SLASH || text[at - 1] === "\\") return undefined;
  if (context === "script" && !QUOTE.test(text[at - 1] ?? "")) return undefined;
  return { start: at, scheme: "", schemeEnd: at, slash: "", colon: "" };
}

function userinfoStart(text: string, at: number): number {
  const limit = Math.max(0, at - 1 - LONGEST_USERINFO);
  let start = at - 1;
  while (start > limit && USERINFO.test(text[start - 1] as string)) start--;
  return start;
}
