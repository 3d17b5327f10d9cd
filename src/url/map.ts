import { spliced } from "../splice.ts";
import { Resolver } from "./moves/resolver.ts";
import type { Direction, TwoWayIndex } from "./moves/two-way-index.ts";
import type { Entrance } from "./places/entrance.ts";
import { ANY_HOST, isPattern } from "./places/host-pattern.ts";
import { authorityOf, originOf, type Place, parsePlace, parseTarget } from "./places/place.ts";
import { type Mapping, PlaceIndex } from "./places/place-index.ts";
import { Scope } from "./scope.ts";

/** One application: what it calls itself and what its users call it. */
export interface RouteSpec {
  /**
   * Where users reach it: an http(s) URL without query or fragment. Of a list, the one that a request came by is written,
   * else the first. The host may be a pattern: `*.example.com`, which stands for the host that a request names, or `*`,
   * which is never written.
   */
  readonly public: string | readonly string[];
  /** What the application calls itself. */
  readonly internal: string;
  /** Its other names. Default none. */
  readonly aliases?: readonly string[];
}

/**
 * The map between internal and public places, from one declaration of all routes; longest match wins.
 *
 * Immutable, free of I/O. A map is asked through a {@link Scope}, which knows the direction and the base URL.
 */
export class UrlMap implements TwoWayIndex {
  readonly internal: PlaceIndex;
  readonly public: PlaceIndex;
  readonly #first: Mapping | undefined;
  /** By the place that an entrance is, where that is seen as it is configured; by the map itself for no entrance. */
  readonly #resolvers: Record<Direction, WeakMap<Place | UrlMap, Resolver>> = {
    toPublic: new WeakMap(),
    toInternal: new WeakMap(),
  };

  /** @throws ReoriginError ERR_INVALID_URL for a URL that cannot be a place. */
  constructor(routes: readonly RouteSpec[]) {
    const outward: Mapping[] = [];
    const inward: Mapping[] = [];
    for (const route of routes) {
      const internal = parsePlace(route.internal);
      const publics = [route.public]
        .flat()
        .map(parseTarget)
        .filter(({ host }) => host !== ANY_HOST);
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

  /** All that ask without an entrance, or by the same one, share a resolver, and what it has learned. */
  resolver(direction: Direction, entrance?: Entrance): Resolver {
    if (entrance && entrance.seen !== entrance.configured) return new Resolver(this, direction, entrance);
    const place = entrance?.seen ?? this;
    const shared = this.#resolvers[direction].get(place) ?? new Resolver(this, direction, entrance);
    this.#resolvers[direction].set(place, shared);
    return shared;
  }

  /** The URL that relative references belong to when no base is known: the first route's. */
  home(direction: Direction): string | undefined {
    if (!this.#first) return undefined;
    const { source, targets } = this.#first;
    const place = direction === "toPublic" ? source : targets.find(({ host }) => !isPattern(host));
    return place && `${originOf(place)}${place.path}/`;
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
