import { normalizeHost } from "../parsing/host.ts";
import { originOf, sameOrigin } from "../places/place.ts";
import type { RootedMove } from "./known-moves.ts";
import type { Move } from "./move.ts";
import type { Resolver } from "./resolver.ts";

/** The URL that a document's relative references are relative to, and where that document is on the other side. */
export interface Base {
  readonly url: string;
  readonly targetUrl: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly move: Move;
  /** Whether a reference without an origin can move: a prefix differs, or a sibling route lives elsewhere. */
  readonly movesPaths: boolean;
  /** How a path from the root moves, where all move alike. */
  readonly rooted: RootedMove | undefined;
}

/** @returns undefined for a URL that lies in no route: its relative references lead where they led before. */
export function readBase(href: string, resolver: Resolver): Base | undefined {
  const url = URL.parse(href);
  const host = url ? normalizeHost(url.hostname) : undefined;
  if (!url || host === undefined) return undefined;
  const scheme = url.protocol.slice(0, -1);
  const port = url.port === "" ? -1 : Number(url.port);
  const move = resolver.find(scheme, host, port, url.pathname);
  if (!move) return undefined;
  const { source, target } = move;
  const targetUrl = originOf(target) + (target.path + url.pathname.slice(source.path.length) || "/") + url.search;
  const siblings = resolver.movesOf(host);
  const movesPaths = siblings.some(
    (sibling) => !sameOrigin(sibling.target, target) || sibling.source.path !== sibling.target.path,
  );
  const rooted = movesPaths && siblings.length === 1 ? resolver.rootedMove(move) : undefined;
  return { url: url.href, targetUrl, scheme, host, port, move, movesPaths, rooted };
}
