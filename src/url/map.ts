import { spliced } from "../splice.ts";
import { authorityOf, originOf, type Place, parsePlace, parseTarget } from "./place.ts";
import { type Mapping, PlaceIndex } from "./place-index.ts";
import { Scope } from "./scope.ts";

/** One application: what it calls itself and what its users call it. */
export interface RouteSpec {
  /** Where users reach it: an http(s) URL without query or fragment. The first of a list is the one that is written. */
  readonly public: string | readonly string[];
  /** What the application calls itself. */
  readonly internal: string;
  /** Its other names. Default none. */
  readonly aliases?: readonly string[];
}

export type Direction = "toPublic" | "toInternal";

/**
 * The map between internal and public places, from one declaration of all routes; longest match wins.
 *
 * Immutable, free of I/O. A map is asked through a {@link Scope}, which knows the direction and the base URL.
 */
export class UrlMap {
  readonly internal: PlaceIndex;
  readonly public: PlaceIndex;
  readonly #first: Mapping | undefined;

  /** @throws ReoriginError ERR_INVALID_URL for a URL that cannot be a place. */
  constructor(routes: readonly RouteSpec[]) {
    const outward: Mapping[] = [];
    const inward: Mapping[] = [];
    for (const route of routes) {
      const internal = parsePlace(route.internal);
      const publics = [route.public].flat().map(parseTarget) as [Place, ...Place[]];
      for (const source of [internal, ...(route.aliases ?? []).map(parsePlace)]) {
        outward.push({ source, targets: publics });
      }
      for (const source of publics) inward.push({ source, targets: [internal] });
    }
    this.internal = new PlaceIndex(outward);
    this.public = new PlaceIndex(inward);
    this.#first = outward[0];
  }

  /**
   * One reference of the application, as its users must see it.
   *
   * @param base the internal URL of the document it stands in; default: the first route's internal URL
   * @returns the same string when nothing moves
   */
  toPublic(url: string, base?: string): string {
    const scope = new Scope(this, "toPublic", base);
    return spliced(url, (splice) => scope.reference(url, splice));
  }

  /**
   * The exact inverse.
   *
   * @param base the public URL of the document; default: the first route's public URL
   */
  toInternal(url: string, base?: string): string {
    const scope = new Scope(this, "toInternal", base);
    return spliced(url, (splice) => scope.reference(url, splice));
  }

  /** The URL that relative references belong to when no base is known: the first route's. */
  home(direction: Direction): string | undefined {
    if (!this.#first) return undefined;
    const place = direction === "toPublic" ? this.#first.source : this.#first.targets[0];
    return `${originOf(place)}${place.path}/`;
  }

  /** Names what the map does, the same for equal maps: for validators and logs. */
  get fingerprint(): string {
    const lines: string[] = [];
    for (const host of this.internal.hosts) {
      for (const { source, targets } of this.internal.ofHost(host)) {
        lines.push(
          [source, ...targets].map((place) => `${place.scheme} ${authorityOf(place)} ${place.path}`).join(" > "),
        );
      }
    }
    return lines.join("\n");
  }
}
