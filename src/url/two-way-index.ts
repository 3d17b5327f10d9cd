import type { PlaceIndex } from "./place-index.ts";

export type Direction = "toPublic" | "toInternal";

/** Both sides of a map, each with what stands for it on the other. */
export interface TwoWayIndex {
  readonly internal: PlaceIndex;
  readonly public: PlaceIndex;
  /** The URL that relative references belong to when no base is known; undefined for an empty map. */
  home(direction: Direction): string | undefined;
}
