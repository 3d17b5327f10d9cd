import type { UrlMap } from "../url/map.ts";
import type { Move } from "../url/moves/move.ts";
import { Resolver } from "../url/moves/resolver.ts";
import type { Entrance } from "../url/places/entrance.ts";
import { admits } from "../url/places/host-pattern.ts";
import { hasDefaultPort, originOf, type Place, sameOrigin } from "../url/places/place.ts";
import { digest } from "./browser/digest.ts";
import type { ShimMap, ShimMove } from "./browser/mover.ts";

/** What the map of an application's pages depends on. */
export interface ShimSettings {
  /** The map of all applications. */
  readonly map: UrlMap;
  /** All public places, those of files too. */
  readonly served: readonly Place[];
  /** What the application calls itself. */
  readonly internal: Place;
  readonly cookieTag: string | undefined;
}

/** The map for pages of one entrance. It contains no internal names, and no other public hosts. */
export function shimMap({ map, served, internal, cookieTag }: ShimSettings, entrance: Entrance): ShimMap {
  const { seen } = entrance;
  const resolver = new Resolver(map, "toPublic", entrance);
  const moves = [...map.internal.hosts].flatMap((host) => resolver.movesOf(host));
  const isOwn = ({ source }: Move) => source.host === internal.host && source.port === internal.port;
  return {
    mount: seen.path,
    home: internal.path,
    moves: moves
      .filter((move) => isOwn(move) || sameOrigin(move.target, seen))
      .map((move) => shimMove(move, seen, isOwn(move)))
      .sort((a, b) => b.from.length - a.from.length),
    served: served.filter(({ host }) => admits(host, seen.host)).map(({ path }) => path),
    cookieTag: cookieTag ?? "",
  };
}

function shimMove({ source, target }: Move, seen: Place, isOwn: boolean): ShimMove {
  const ports = hasDefaultPort(source) ? ["", source.port] : [source.port];
  return {
    names: ports.map((port) => digest(`${source.host}:${port}`)),
    from: source.path,
    origin: sameOrigin(target, seen) ? "" : originOf(target),
    path: target.path,
    isOwn,
  };
}
