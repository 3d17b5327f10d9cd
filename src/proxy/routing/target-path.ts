import { canonicalPath } from "../../url/parsing/path.ts";
import { pathReadings } from "../../url/parsing/path-readings.ts";
import { isBelow, type Place } from "../../url/places/place.ts";
import type { Scope } from "../../url/scope.ts";
import { rewriteValue } from "../../values/table.ts";

/** Where a request target leads on the other side of a route. */
export type MappedPath =
  | { readonly kind: "forward"; readonly path: string }
  /** The mount itself without its slash: relative references of the page behind it would miss the mount. */
  | { readonly kind: "redirect"; readonly location: string }
  /** Decoded or cut by a server as we do not, it would climb out of the prefix. */
  | { readonly kind: "refuse" };

/**
 * Moves path and query from a public place to an internal one, octet for octet but for the prefix. Dot segments are
 * resolved where a prefix is exchanged, as the route was picked by what they resolve to.
 *
 * @param path path and query, beginning with "/"
 * @param from the place that was picked: the canonical path lies below it
 */
export function mapPath(path: string, from: Place, to: Place): MappedPath {
  if (from.path === "" && to.path === "") return { kind: "forward", path };
  const { path: plain, query } = splitQuery(path);
  const below = canonicalPath(plain).slice(from.path.length);
  if (!isBelowHoweverRead(to.path + below, to.path)) return { kind: "refuse" };
  if (below === "" && to.path === "") return { kind: "redirect", location: `${from.path}/${query}` };
  return { kind: "forward", path: to.path + below + query };
}

/** The path without its query, as routes are picked by it. */
export function routingPath(path: string): string {
  return canonicalPath(splitQuery(path).path);
}

/** @returns the query with its question mark, or "" */
export function splitQuery(target: string): { path: string; query: string } {
  const queryStart = target.indexOf("?");
  if (queryStart === -1) return { path: target, query: "" };
  return { path: target.slice(0, queryStart), query: target.slice(queryStart) };
}

/** Maps the URLs in the query of a path. The rest of the query is not read, sorted or normalized. */
export function mapQuery(path: string, scope: Scope): string {
  const start = path.indexOf("?") + 1;
  return start === 0 ? path : path.slice(0, start) + rewriteValue("query", path.slice(start), scope);
}

function isBelowHoweverRead(path: string, prefix: string): boolean {
  for (const reading of pathReadings(path)) if (!isBelow(reading, prefix)) return false;
  return true;
}
