import type { Entrance } from "../places/entrance.ts";
import type { PlaceIndex } from "../places/place-index.ts";
import type { Resolver } from "./resolver.ts";

export type Direction = "toPublic" | "toInternal";

/** Both sides of a map, each with what stands for it on the other. */
export interface TwoWayIndex {
  readonly internal: PlaceIndex;
  readonly public: PlaceIndex;
  /** @param entrance by which a request came. Default: nobody knows */
  resolver(direction: Direction, entrance?: Entrance): Resolver;
  /** The URL that relative references belong to when no base is known; undefined for an empty map. */
  home(direction: Direction): string | undefined;
}
