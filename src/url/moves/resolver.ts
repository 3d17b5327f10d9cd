import { type Entrance, seenAmong } from "../places/entrance.ts";
import { isPattern } from "../places/host-pattern.ts";
import { hasAuthority, type Place, sameOrigin } from "../places/place.ts";
import type { Mapping, PlaceIndex } from "../places/place-index.ts";
import { KnownMoves, RootedMove } from "./known-moves.ts";
import { type Move, schemeLike } from "./move.ts";
import type { Direction, TwoWayIndex } from "./two-way-index.ts";

/** What all documents of one place have in common. */
export interface Home {
  /** Whether a reference without an origin can move: a path prefix differs, or a place of the host moves elsewhere. */
  readonly movesPaths: boolean;
  /** The move of root-relative references; undefined when they cannot move, or not all alike. */
  readonly rooted: RootedMove | undefined;
}

/** Finds where URLs of the source side move, in one direction of the map, for all documents with the same entrance. */
export class Resolver {
  /** The moves of references read so far. */
  readonly known: KnownMoves = new KnownMoves();
  readonly #sources: PlaceIndex;
  readonly #goals: PlaceIndex;
  readonly #entrance: Entrance | undefined;
  readonly #map: TwoWayIndex;
  readonly #direction: Direction;
  /** Matches the entrance's host, if only a pattern of the configuration admits it. */
  readonly #ownName: RegExp | undefined;
  readonly #hostNames: readonly string[];
  readonly #homes = new Map<Place, Home>();
  #inverse: Resolver | undefined;

  constructor(map: TwoWayIndex, direction: Direction, entrance?: Entrance) {
    this.#map = map;
    this.#direction = direction;
    this.#sources = direction === "toPublic" ? map.internal : map.public;
    this.#goals = direction === "toPublic" ? map.public : map.internal;
    this.#entrance = entrance;
    this.#ownName = direction === "toInternal" ? ownNameOf(entrance) : undefined;
    const { hostNames } = this.#sources;
    this.#hostNames = this.#ownName && entrance ? [...hostNames, entrance.seen.host] : hostNames;
  }

  /** The other direction. */
  get inverse(): Resolver {
    const direction = this.#direction === "toPublic" ? "toInternal" : "toPublic";
    this.#inverse ??= new Resolver(this.#map, direction, this.#entrance);
    return this.#inverse;
  }

  /**
   * The longest match, unless the URL is on the target side already.
   *
   * @param scheme lower case; "" for a scheme-relative reference
   * @param host normalized
   * @param port -1 when none is written
   * @param path canonical
   */
  move(scheme: string, host: string, port: number, path: string): Move | undefined {
    const mapping = this.#source(scheme, host, port, path);
    if (!mapping) return undefined;
    const goal = this.#goals.find(scheme, host, port, path);
    const isThere =
      goal !== undefined &&
      goal.source.path.length >= mapping.source.path.length &&
      (scheme === "" || scheme === schemeLike(scheme, goal.source));
    return isThere ? undefined : this.#toMove(mapping);
  }

  /** Like {@link move}, even if the URL is on the target side already. */
  find(scheme: string, host: string, port: number, path: string): Move | undefined {
    const mapping = this.#source(scheme, host, port, path);
    return mapping && this.#toMove(mapping);
  }

  /** The mapping of a whole origin: the one with the shortest path. */
  moveOrigin(scheme: string, host: string, port: number): Move | undefined {
    return this.movesOf(host).findLast(
      (move) => this.#source(scheme, host, port, move.source.path)?.source === move.source,
    );
  }

  /** @param move result of {@link find} for a URL with that host */
  homeOf(move: Move, host: string): Home {
    const known = this.#homes.get(move.source) ?? this.#readHome(move, host);
    // Not cached for hosts of a pattern: there may be any number.
    if (host === move.source.host) this.#homes.set(move.source, known);
    return known;
  }

  #readHome(move: Move, host: string): Home {
    const siblings = this.movesOf(host);
    const movesPaths = siblings.some(
      ({ source, target }) => !sameOrigin(target, move.target) || source.path !== target.path,
    );
    return { movesPaths, rooted: movesPaths && siblings.length === 1 ? new RootedMove(move) : undefined };
  }

  /** Whether all URLs of a host that move do so alike, regardless of their port and path. */
  movesAlike(host: string): boolean {
    return this.#sources.ofHost(host).length === 1 && this.#goals.ofHost(host).length === 0;
  }

  /** All moves of a host, longest path first. */
  movesOf(host: string): Move[] {
    return this.#sources.ofHost(host).flatMap((mapping) => this.#toMove(mapping) ?? []);
  }

  /** The names that {@link nextName} finds, in lower case. */
  get hostNames(): readonly string[] {
    return this.#hostNames;
  }

  /** See {@link PlaceIndex.nextName}. */
  nextName(text: string, from: number): RegExpExecArray | null {
    const named = this.#sources.nextName(text, from);
    if (!this.#ownName) return named;
    this.#ownName.lastIndex = from;
    const own = this.#ownName.exec(text);
    return own && (!named || own.index <= named.index) ? own : named;
  }

  /** Whether a URL is in a route, on either side of the map. */
  covers(scheme: string, host: string, port: number, path: string): boolean {
    return Boolean(this.#source(scheme, host, port, path) ?? this.#goals.find(scheme, host, port, path));
  }

  /** Whether a host of the source side is an IP address, which has spellings that no search for names finds. */
  get hasAddresses(): boolean {
    return this.#sources.hasAddresses;
  }

  /** The length of the longest path prefix, on either side, that a URL with this host may have, in chars. */
  longestPath(host: string): number {
    const mappings = [...this.#sources.ofHost(host), ...this.#goals.ofHost(host)];
    return Math.max(0, ...mappings.map(({ source }) => source.path.length));
  }

  /** Whether a host of the source side starts with these chars, in any case. */
  startsName(text: string): boolean {
    const lower = text.toLowerCase();
    if (this.#ownName && this.#entrance?.seen.host.startsWith(lower)) return true;
    for (const host of this.#sources.hosts) if (host.startsWith(lower)) return true;
    return false;
  }

  /** Whether a domain has hosts of the source or the target side below it. */
  isParentOf(domain: string, side: "source" | "target"): boolean {
    const index = side === "source" ? this.#sources : this.#goals;
    for (const host of index.hosts) if (host === domain || host.endsWith(`.${domain}`)) return true;
    return false;
  }

  /** The client's own origin may have another port than the one configured. */
  #source(scheme: string, host: string, port: number, path: string): Mapping | undefined {
    const own = this.#direction === "toInternal" ? this.#entrance : undefined;
    const isOwn = own !== undefined && host === own.seen.host && hasAuthority(own.seen, scheme, port);
    return this.#sources.find(scheme, host, isOwn ? own.configured.port : port, path);
  }

  /** @returns undefined when all targets are patterns, and the host of the request is unknown or admitted by none */
  #toMove({ source, targets }: Mapping): Move | undefined {
    const seen = this.#direction === "toPublic" && this.#entrance ? seenAmong(targets, this.#entrance) : undefined;
    const target = seen ?? targets.find(({ host }) => !isPattern(host));
    return target && { source, target };
  }
}

function ownNameOf(entrance: Entrance | undefined): RegExp | undefined {
  if (!entrance || !isPattern(entrance.configured.host)) return undefined;
  return new RegExp(entrance.seen.host.replace(/[.[\]]/g, "\\$&"), "gi");
}
