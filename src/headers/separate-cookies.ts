import { createHash } from "node:crypto";
import { allValues } from "../message/raw-fields.ts";
import { ownCookies } from "../shim/browser/cookie-names.ts";
import { authorityOf, type Place } from "../url/places/place.ts";
import type { FieldRule } from "./field-rules.ts";

/**
 * The prefix of the public names of an application's cookies, such as `ro1f3c4a5b-`. With it, two applications on one
 * host can use the same cookie name.
 *
 * @param place the first public place of the route, which is unique
 */
export function cookieTag(place: Place): string {
  const digest = createHash("sha256").update(authorityOf(place) + place.path);
  return `ro${digest.digest("hex").slice(0, 8)}-`;
}

/** The rule for Cookie fields: see {@link ownCookies}. */
export function cookieRule(tag: string | undefined): FieldRule<unknown> {
  return (line, _context, raw) => ownCookies(line, tag, allValues(raw, "cookie")) || undefined;
}
