import { spliced } from "../splice.ts";
import { Resolver } from "./moves/resolver.ts";
import type { Direction, TwoWayIndex } from "./moves/two-way-index.ts";
import type { Entrance } from "./places/entrance.ts";
import { ANY_HOST, isPattern } from "./places/host-pattern.ts";
import { authorityOf, originOf, type Place, parsePlace, parseTarget } from "./places/place.ts";
import { type Mapping, PlaceIndex } from "./places/place-index.ts";
import { Scope } from "./scope.ts";

/** One application: its internal and public URLs. */
export interface RouteSpec {
  /**
   * Public URLs: http(s), without query or fragment. Links use the one that a request came by, else the first. The host may be
   * a pattern: `*.example.com`, for which links use the host of the request, or `*`, which links never use.
   */
  readonly public: string | readonly string[];
  /** Internal URL: what the application calls itself. */
  readonly internal: string;
  /** Other URLs the application uses for itself. Default none. */
  readonly aliases?: readonly string[];
}

/**
 * The map between internal and public URLs of all routes. The longest match wins. It is immutable and does no I/O.
 *
 * Rewriters use it through a {@link Scope}, which adds the direction and the base URL.
 */
export class UrlMap implements TwoWayIndex {
  readonly internal: PlaceIndex;
  readonly public: PlaceIndex;
  readonly #first: Mapping | undefined;
  /** Shared ones: by the entrance's place if it is seen as configured, by the map itself without an entrance. */
  readonly #resolvers: Record<Direction, WeakMap<Place | UrlMap, Resolver>> = {
    toPublic: new WeakMap(),
    toInternal: new WeakMap(),
  };

  /** @throws {ReoriginError} ERR_INVALID_URL for anything but an http(s) URL without user name, query or fragment */
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
   * Maps one reference of the application, absolute or relative, to what its users must see.
   *
   * @param base the internal URL of the document that contains it; default: the first route's internal URL
   * @returns the same string if nothing moves
   */
  toPublic(url: string, base?: string): string {
    const scope = new Scope(this, "toPublic", base);
    return spliced(url, (splice) => scope.reference(url, splice));
  }

  /**
   * The inverse of {@link toPublic}.
   *
   * @param base the public URL of the document that contains it; default: the first route's public URL
   * @returns the same string if nothing moves
   */
  toInternal(url: string, base?: string): string {
    const scope = new Scope(this, "toInternal", base);
    return spliced(url, (splice) => scope.reference(url, splice));
  }

  /** Shared, with its known moves, by all callers without an entrance, or with the same one as it is configured. */
  resolver(direction: Direction, entrance?: Entrance): Resolver {
    if (entrance && entrance.seen !== entrance.configured) return new Resolver(this, direction, entrance);
    const place = entrance?.seen ?? this;
    const shared = this.#resolvers[direction].get(place) ?? new Resolver(this, direction, entrance);
    this.#resolvers[direction].set(place, shared);
    return shared;
  }

  /** The base of relative references when no other is known: the first route's URL. */
  home(direction: Direction): string | undefined {
    if (!this.#first) return undefined;
    const { source, targets } = this.#first;
    const place = direction === "toPublic" ? source : targets.find(({ host }) => !isPattern(host));
    return place && `${originOf(place)}${place.path}/`;
  }

  /** A text that is the same for equal maps, for validators and logs. */
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
