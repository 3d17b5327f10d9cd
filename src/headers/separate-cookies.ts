import { createHash } from "node:crypto";
import { allValues } from "../message/raw-fields.ts";
import { authorityOf, type Place } from "../url/place.ts";
import type { FieldRule } from "./field-rules.ts";

/**
 * What the public names of an application's cookies begin with, such as `ro1f3c4a5b-`: two applications on one host may then
 * give their cookies the same name.
 *
 * @param place the first public one of the route: no other route has it
 */
export function cookieTag(place: Place): string {
  const digest = createHash("sha256").update(authorityOf(place) + place.path);
  return `ro${digest.digest("hex").slice(0, 8)}-`;
}

/** A Set-Cookie field with the tag in the cookie's name. A cookie that has no name stays. */
export function withTag(setCookie: string, tag: string): string {
  const { length } = readPair(setCookie).prefix;
  const named = setCookie.slice(length);
  return HAS_NAME.test(named) ? setCookie.slice(0, length) + tag + named : setCookie;
}

/**
 * The Cookie field of an application: its own cookies under their own names, and none that is tagged for another. Cookies
 * without a tag, as scripts set them, pass, but for those that bear the name of an own one.
 *
 * @param tag undefined for an application without one, beside others that have one
 */
export function ownCookies(tag: string | undefined): FieldRule<unknown> {
  return (value, _context, raw) => {
    const all = allValues(raw, "cookie").flatMap((line) => line.split(";").map(readPair));
    const own = new Set(all.filter((pair) => pair.tag !== undefined && pair.tag === tag).map(nameOf));
    const kept = value.split(";").flatMap((text) => {
      const pair = readPair(text);
      if (pair.tag === undefined) return own.has(nameOf(pair)) ? [] : text;
      return pair.tag === tag ? pair.prefix + pair.plain : [];
    });
    return kept.join(";").trimStart() || undefined;
  };
}

/** `name=value`, perhaps with more behind. */
interface Pair {
  /** White space, and what a name promises its attributes by (RFC 6265bis section 4.1.3): it stays in front. */
  readonly prefix: string;
  readonly tag: string | undefined;
  readonly plain: string;
}

function readPair(text: string): Pair {
  const [, prefix = "", tag, plain = ""] = PAIR.exec(text) ?? [];
  return { prefix, tag, plain };
}

const PAIR = /^([\t ]*(?:__(?:secure|host-http|host|http)-)?)(ro[0-9a-f]{8}-(?=[^=;]+=))?(.*)$/is;
const HAS_NAME = /^[\t ]*[^=;\t ][^=;]*=/;

function nameOf({ prefix, plain }: Pair): string {
  return (prefix + plain.slice(0, Math.max(0, plain.indexOf("=")))).trim();
}
