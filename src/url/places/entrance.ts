import { admits } from "./host-pattern.ts";
import { type Place, sameOrigin } from "./place.ts";

/** The public place by which a request came. */
export interface Entrance {
  /** As it is configured; its host may be a pattern. */
  readonly configured: Place;
  /** As the client names it. It differs from `configured` only as the configuration admits or a trusted proxy states. */
  readonly seen: Place;
}

/** The entrance of a place without patterns, seen as it is configured. */
export function entranceAt(place: Place): Entrance {
  return { configured: place, seen: place };
}

/**
 * The first of a route's public places that admits the entrance's host, preferably one with its configured scheme and
 * port. A pattern becomes the host that the client named; on the entrance's own origin, the seen scheme and port count.
 *
 * @returns undefined when all places have other hosts
 */
export function seenAmong(places: readonly Place[], { configured, seen }: Entrance): Place | undefined {
  let other: Place | undefined;
  for (const place of places) {
    if (!admits(place.host, seen.host)) continue;
    const isOwn = place.scheme === configured.scheme && place.port === configured.port;
    if (isOwn) return sameOrigin(place, seen) ? place : { ...seen, path: place.path };
    other ??= place;
  }
  return other && { ...other, host: seen.host };
}
