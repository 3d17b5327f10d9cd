import { admits } from "./host-pattern.ts";
import { type Place, sameOrigin } from "./place.ts";

/** The public place by which a request came. */
export interface Entrance {
  /** As it is configured; its host may be a pattern. */
  readonly configured: Place;
  /** As the client names it. Whatever differs from the configuration, the configuration admits or a trusted proxy tells. */
  readonly seen: Place;
}

/** The entrance that a place without patterns is by itself. */
export function entranceAt(place: Place): Entrance {
  return { configured: place, seen: place };
}

/**
 * Of a route's public places the one that whoever came by an entrance sees, and how: a pattern has the host that was named,
 * and places of the entrance's own origin have the scheme and port that were told.
 *
 * @returns undefined when all are places of other hosts
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
