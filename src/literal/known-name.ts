import type { KnownMove } from "../url/moves/known-moves.ts";
import type { Resolver } from "../url/moves/resolver.ts";
import { beginsWord } from "./boundary.ts";
import type { NameMatch } from "./match.ts";

/** A reference with the origin of one that has moved before. */
export interface KnownName {
  readonly start: number;
  readonly move: KnownMove;
}

/** The reference with the host name at `hostStart`, if its move is known. */
export function knownName(text: string, hostStart: number, resolver: Resolver): KnownName | undefined {
  const move = resolver.known.atHost(text, hostStart);
  if (move === undefined) return undefined;
  const start = hostStart - move.authorityStart;
  return beginsWord(text, start) ? { start, move } : undefined;
}

/** Remembers the move of a name in plain spelling whose host has no other move. */
export function learnName(text: string, { head, hostStart, tail, move }: NameMatch, resolver: Resolver): void {
  const { start, scheme, slash } = head;
  if (slash !== "/" || scheme === "" || move.source.path !== "") return;
  if (hostStart - start !== scheme.length + "://".length || !resolver.movesAlike(move.source.host)) return;
  resolver.known.learn(text.slice(start, tail.end + 1), scheme, move);
}
