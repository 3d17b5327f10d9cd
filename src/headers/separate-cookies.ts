import { createHash } from "node:crypto";
import { allValues } from "../message/raw-fields.ts";
import { ownCookies } from "../shim/browser/cookie-names.ts";
import { authorityOf, type Place } from "../url/places/place.ts";
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

/** The rule for Cookie fields: see {@link ownCookies}. */
export function cookieRule(tag: string | undefined): FieldRule<unknown> {
  return (line, _context, raw) => ownCookies(line, tag, allValues(raw, "cookie")) || undefined;
}
