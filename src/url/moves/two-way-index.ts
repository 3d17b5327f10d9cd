import type { Entrance } from "../places/entrance.ts";
import type { PlaceIndex } from "../places/place-index.ts";
import type { Resolver } from "./resolver.ts";

export type Direction = "toPublic" | "toInternal";

/** A map of places that can be searched from both sides. */
export interface TwoWayIndex {
  readonly internal: PlaceIndex;
  readonly public: PlaceIndex;
  /** @param entrance by which the request came. Default: unknown */
  resolver(direction: Direction, entrance?: Entrance): Resolver;
  /** The base of relative references when no other is known; undefined for an empty map. */
  home(direction: Direction): string | undefined;
}
