import type { KnownMove } from "../url/moves/known-moves.ts";
import type { Resolver } from "../url/moves/resolver.ts";
import { beginsWord } from "./boundary.ts";
import type { NameMatch } from "./match.ts";

/** A reference that begins like one that has moved before. */
export interface KnownName {
  readonly start: number;
  readonly move: KnownMove;
}

/** The reference around the host name at `hostStart`, when it is a plain one that is known. */
export function knownName(text: string, hostStart: number, resolver: Resolver): KnownName | undefined {
  const move = resolver.known.atHost(text, hostStart);
  if (move === undefined) return undefined;
  const start = hostStart - move.authorityStart;
  return beginsWord(text, start) ? { start, move } : undefined;
}

/** Remembers a name that is spelled as URLs are, whose host has no other move. */
export function learnName(text: string, { head, hostStart, tail, move }: NameMatch, resolver: Resolver): void {
  const { start, scheme, slash } = head;
  if (slash !== "/" || scheme === "" || move.source.path !== "") return;
  if (hostStart - start !== scheme.length + "://".length || !resolver.movesAlike(move.source.host)) return;
  resolver.known.learn(text.slice(start, tail.end + 1), scheme, move);
}
