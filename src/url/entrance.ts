import { admits } from "./host-pattern.ts";
import type { Place } from "./place.ts";

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
 * Another public place as whoever came by an entrance reaches it: a pattern has the host that was named, and all places of
 * the entrance's own origin have the scheme and port that were told.
 *
 * @returns undefined for a place of another host
 */
export function seenFrom({ configured, seen }: Entrance, place: Place): Place | undefined {
  if (!admits(place.host, seen.host)) return undefined;
  const isSameOrigin = place.scheme === configured.scheme && place.port === configured.port;
  const { scheme, port } = isSameOrigin ? seen : place;
  return { scheme, host: seen.host, port, path: place.path };
}
