import type { Place } from "../places/place.ts";

export interface Move {
  readonly source: Place;
  readonly target: Place;
}

/** The target's scheme for a reference that used `scheme`: ws follows http, wss follows https, none stays none. */
export function schemeLike(scheme: string, target: Place): string {
  if (scheme === "") return "";
  if (scheme === "ws" || scheme === "wss") return target.scheme === "https" ? "wss" : "ws";
  return target.scheme;
}
