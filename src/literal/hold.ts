import type { Resolver } from "../url/moves/resolver.ts";
import { beginsWord, lastDelimiterEnd } from "./boundary.ts";
import { colonAt, LONGEST_SPELLING, slashesAt, startsColon, startsSlashes } from "./spelling.ts";

/** The longest head in chars: `scheme://userinfo@`, and the beginning of a host. */
export const LONGEST_HEAD = 8 + 3 * LONGEST_SPELLING + 128 + 64;

const SCHEME = /^(?:https?|wss?)/i;
const CUT_SCHEME = /^(?:h|ht|htt|https?|w|wss?|http)$/i;
const USERINFO = /^[a-z0-9._~!$&'()*+,;=:%@[\]-]*$/i;

/**
 * The offset from which a text must be held back, because a name that is not complete yet may begin there; the text's
 * length when none does.
 */
export function holdFrom(text: string, from: number, resolver: Resolver): number {
  for (let at = lastWordStart(text, Math.max(from, text.length - LONGEST_HEAD)); at < text.length; at++) {
    if (mayBegin(text, at, resolver)) return at;
  }
  return text.length;
}

/** No name reaches across a delimiter, so only the rest after the last one can be incomplete. */
function lastWordStart(text: string, from: number): number {
  return from + lastDelimiterEnd(text.slice(from));
}

function mayBegin(text: string, at: number, resolver: Resolver): boolean {
  const rest = text.slice(at);
  if (startsSlashes(rest) || isOpenAuthority(rest)) return true;
  if (!beginsWord(text, at)) return false;
  if (CUT_SCHEME.test(rest) || resolver.startsName(rest)) return true;
  const scheme = SCHEME.exec(rest)?.[0];
  if (scheme === undefined) return false;
  const afterScheme = rest.slice(scheme.length);
  if (startsColon(afterScheme)) return true;
  const colon = colonAt(afterScheme, 0);
  if (colon === undefined) return false;
  const afterColon = afterScheme.slice(colon.length);
  return startsSlashes(afterColon) || isOpenAuthority(afterColon);
}

/** Two slashes, followed only by chars of userinfo or host. */
function isOpenAuthority(rest: string): boolean {
  const slashes = slashesAt(rest);
  return slashes !== undefined && USERINFO.test(rest.slice(slashes.length));
}
