import { type Splice, spliced } from "../splice.ts";
import { type Move, schemeLike } from "../url/moves/move.ts";
import type { Resolver } from "../url/moves/resolver.ts";
import { hasDefaultPort } from "../url/places/place.ts";
import { endsWord } from "./boundary.ts";
import { type Head, type LiteralContext, readHead } from "./head.ts";
import { LONGEST_HEAD } from "./hold.ts";
import { slashAt } from "./spelling.ts";
import { isTailCutOff, readTail, type Tail, tailLength } from "./tail.ts";

/** A host name that names a place of the map, and its move. */
export interface NameMatch {
  readonly head: Head;
  readonly hostStart: number;
  readonly tail: Tail;
  readonly move: Move;
  /** Offset after the moved path prefix. */
  readonly end: number;
}

/**
 * Decides whether the host name at `hostStart`, in any spelling, names a place that moves, and is not part of a longer
 * name.
 *
 * @returns "cut off" if more text is needed to decide
 */
export function matchName(
  text: string,
  [hostStart, hostEnd]: readonly [number, number],
  resolver: Resolver,
  { context, isWhole }: { context: LiteralContext; isWhole: boolean },
): NameMatch | "cut off" | undefined {
  const head = readHead(text, hostStart, context);
  if (!head) return undefined;
  const host = text.slice(hostStart, hostEnd).toLowerCase();
  const longestPath = resolver.longestPath(host);
  if (!isWhole && isTailCutOff(text, hostEnd, longestPath)) return "cut off";
  const tail = readTail(text, hostEnd, head.slash, longestPath);
  // Without slashes, a word is a name only with a port or a dot.
  if (head.slash === "" && tail.port === -1 && !host.includes(".")) return undefined;
  const move = resolver.move(head.scheme, host, tail.port, tail.path);
  if (!move) return undefined;
  const { source, target } = move;
  const end = source.path === "" ? tail.end : (tail.pathEnds[source.path.length - 1] as number);
  // After a removed path prefix, `@` or `:` would turn the host into a user name, or add a port.
  if ((source.path === "" || target.path === "") && !endsWord(text, end)) return undefined;
  const match = { head, hostStart, tail, move, end };
  if (context !== "form") return match;
  if (!isWhole && isTailCutOff(text, end, wayBackPath(match, resolver))) return "cut off";
  return isReversible(text, match, resolver) ? match : undefined;
}

/**
 * Reports the changes of a match, in its own spelling.
 *
 * @param cursor everything before it is already reported, such as the scheme if the user name contains a name. Default 0.
 */
export function spliceName(
  text: string,
  { head, hostStart, tail, move, end }: NameMatch,
  splice: Splice,
  cursor = 0,
): void {
  const { source, target } = move;
  const scheme = schemeLike(head.scheme, target);
  if (scheme !== head.scheme && head.start >= cursor) splice(head.start, head.schemeEnd, scheme);
  const colon = tail.colon || head.colon || ":";
  const slash = head.slash || slashAt(text, tail.end, "");
  const authority = hasDefaultPort(target) ? target.host : `${target.host}${colon}${target.port}`;
  // A host without slashes and path gets no path.
  const isAlone = slash === undefined && source.path === "";
  const path = isAlone ? "" : target.path + (tail.goesOn && target.path !== "" ? "/" : "");
  const replacement = authority + path.replaceAll("/", slash ?? "/");
  if (text.slice(hostStart, end) !== replacement) splice(hostStart, end, replacement);
}

/** Whether the moved name is moved back to exactly the same text. Aliases, for example, are not. */
function isReversible(text: string, match: NameMatch, resolver: Resolver): boolean {
  const { head, hostStart, end, move } = match;
  if (hasSpace(text, match)) return false;
  const from = Math.max(0, head.start - LONGEST_HEAD);
  const came = text.slice(from, end + tailLength(wayBackPath(match, resolver)));
  const sent = spliced(came, (splice) =>
    spliceName(text, match, (start, stop, moved) => splice(start - from, stop - from, moved)),
  );
  const growth = schemeLike(head.scheme, move.target).length - head.scheme.length;
  const sentStart = hostStart - from + growth;
  const sentHost = [sentStart, sentStart + move.target.host.length] as const;
  const back = matchName(sent, sentHost, resolver.inverse, { context: "text", isWhole: true });
  if (!back || back === "cut off" || hasSpace(sent, back)) return false;
  return spliced(sent, (splice) => spliceName(sent, back, splice)) === came;
}

/** A form separates words at spaces, which only CSS escapes contain. */
function hasSpace(text: string, { head, end }: NameMatch): boolean {
  return text.slice(head.start, end).includes(" ");
}

function wayBackPath({ move }: NameMatch, resolver: Resolver): number {
  return resolver.inverse.longestPath(move.target.host);
}
