import { detached } from "../../detached.ts";
import type { Splice } from "../../splice.ts";
import { authorityOf, isBelow, type Place } from "../places/place.ts";
import { type Move, schemeLike } from "./move.ts";

/** What all references that begin alike become. */
export interface KnownMove {
  /** The splices that move one, in their order. */
  readonly edits: readonly Parameters<Splice>[];
  /** Up to here a reference is changed; what stands behind stays. */
  readonly end: number;
}

/** How references begin that move, for those who compare their chars: what {@link KnownMoves} and {@link RootedMove} find. */
export interface KnownBeginning {
  readonly from: string;
  /** What it becomes. */
  readonly to: string;
  /** Whether it is a path, of a reference from the root that is neither below `to` nor names a host. */
  readonly isRooted: boolean;
  /** Whether the reference may end here, or go on with a query or a fragment; else it goes on with a slash. */
  readonly mayBeAll: boolean;
  /** Whether neither dot segments, backslashes and line breaks may stand behind it, nor white space at the end. */
  readonly takesCare: boolean;
}

/** All of one document. */
export interface KnownBeginnings {
  /** With an origin: those that were read last. The same array until another is learned. */
  readonly origins: readonly KnownBeginning[];
  /** With the root. */
  readonly root: KnownBeginning | undefined;
}

export const NO_BEGINNINGS: KnownBeginnings = { origins: [], root: undefined };

/** What all references of one origin become. */
export interface OriginMove extends KnownMove {
  readonly authorityStart: number;
}

interface KnownOrigin extends OriginMove {
  /** With the slash behind it. */
  readonly origin: string;
  readonly source: Place;
  /** Whether no path matters: no prefix falls away or is added. */
  readonly isPathless: boolean;
  /** undefined where it holds what has to be read. */
  readonly beginning: KnownBeginning | undefined;
}

/** Neither with a path nor with a query, which may hold slashes as well. */
const ORIGIN = /^[^?#\\]+$/;
/** A path that has to be read before its prefix can be told, or chars that URL parsers drop. */
const NEEDS_CARE = /[\\\t\n\r]|\/(?:\.|%2e)|[\0- ]$/i;

/**
 * Moves that references have shown, by the origin that they begin with, in its very spelling: most references of a document,
 * and of those that come after it, begin with one of a few.
 */
export class KnownMoves {
  readonly #byOrigin = new Map<string, KnownOrigin>();
  /** The one that was asked for last: the next one is most often the same. */
  #last: KnownOrigin | undefined;
  #beginnings: readonly KnownBeginning[] = [];

  /** See {@link KnownBeginnings.origins}. */
  get beginnings(): readonly KnownBeginning[] {
    return this.#beginnings;
  }

  /** @returns undefined for a reference that has to be read */
  find(text: string): KnownMove | undefined {
    const known = this.#last !== undefined && text.startsWith(this.#last.origin) ? this.#last : this.#find(text);
    if (known === undefined || known.isPathless) return known;
    const path = text.slice(known.origin.length - 1);
    return isBelow(path, known.source.path) && !NEEDS_CARE.test(path) ? known : undefined;
  }

  /** The last one that was found or learned, if it has a scheme, no path, and a reference to it has its host here. */
  atHost(text: string, hostStart: number): OriginMove | undefined {
    const last = this.#last;
    if (last === undefined || last.source.path !== "" || last.authorityStart === "//".length) return undefined;
    return text.startsWith(last.origin, hostStart - last.authorityStart) ? last : undefined;
  }

  /**
   * Remembers how a reference has moved.
   *
   * @param scheme lower case; "" for none
   * @param move the only one that there is for URLs with this origin
   */
  learn(text: string, scheme: string, { source, target }: Move): void {
    if (this.#find(text) !== undefined) return;
    const origin = detached(text.slice(0, originEnd(text)));
    const replacement = authorityOf(target) + target.path;
    const authorityStart = scheme === "" ? "//".length : scheme.length + "://".length;
    if (!isPlain(target) || !ORIGIN.test(origin) || !origin.startsWith(scheme)) return;
    if (origin.slice(authorityStart) === replacement) return;
    const end = origin.length + source.path.length;
    const edits: Parameters<Splice>[] = [[authorityStart, end, replacement]];
    const moved = schemeLike(scheme, target);
    if (moved !== scheme) edits.unshift([0, scheme.length, moved]);
    const isPathless = source.path === "" && target.path === "";
    const beginning = NEEDS_CARE.test(source.path)
      ? undefined
      : {
          from: origin + source.path,
          to: (scheme === "" ? "//" : `${moved}://`) + replacement,
          isRooted: false,
          mayBeAll: source.path !== "",
          takesCare: !isPathless,
        };
    this.#remember({ edits, end, authorityStart, origin: `${origin}/`, source, isPathless, beginning });
  }

  /** Puts it at the end, where the beginnings are. */
  #remember(known: KnownOrigin): void {
    const byOrigin = this.#byOrigin;
    const origin = known.origin.slice(0, -1);
    this.#last = known;
    byOrigin.delete(origin);
    byOrigin.set(origin, known);
    const [oldest] = byOrigin.keys();
    if (byOrigin.size > ORIGINS_LIMIT && oldest !== undefined) byOrigin.delete(oldest);
    this.#beginnings = [...byOrigin.values()].flatMap(({ beginning }) => beginning ?? []).slice(-BEGINNINGS_LIMIT);
  }

  #find(text: string): KnownOrigin | undefined {
    const end = originEnd(text);
    const known = end === 0 ? undefined : this.#byOrigin.get(text.slice(0, end));
    if (known === undefined) return undefined;
    const isForgotten = known.beginning !== undefined && !this.#beginnings.includes(known.beginning);
    if (isForgotten) this.#remember(known);
    this.#last = known;
    return known;
  }
}

/** So many spellings of origins are remembered; of those, so many are compared with every reference. */
const ORIGINS_LIMIT = 64;
const BEGINNINGS_LIMIT = 7;

/** The move of paths from the root, in a document whose origin has no other one. */
export class RootedMove {
  /** undefined where none moves without being read. */
  readonly beginning: KnownBeginning | undefined;
  readonly #source: Place;
  readonly #target: Place;
  readonly #move: KnownMove;

  constructor({ source, target }: Move) {
    this.#source = source;
    this.#target = target;
    this.#move = { edits: [[0, source.path.length, target.path]], end: source.path.length };
    const isRead = target.path === "" || NEEDS_CARE.test(source.path);
    this.beginning = isRead
      ? undefined
      : { from: source.path, to: target.path, isRooted: true, mayBeAll: source.path !== "", takesCare: true };
  }

  /** @returns undefined for a reference that has to be read */
  find(text: string): KnownMove | undefined {
    const target = this.#target.path;
    if (target === "" || text.startsWith("//") || !isBelow(text, this.#source.path)) return undefined;
    return isBelow(text, target) || NEEDS_CARE.test(text) ? undefined : this.#move;
  }
}

/** Whether the path of a place, written before a reference, could be taken for nothing but itself. */
function isPlain({ path }: Place): boolean {
  return !/[:%]/.test(path);
}

/** The offset of the slash after `http://host`, `https://host` or `//host`; 0 for anything else, or no such slash. */
function originEnd(text: string): number {
  const slashes = text.indexOf("//");
  if (slashes === 0 || (text.charCodeAt(slashes - 1) === COLON && slashes <= LONGEST_SCHEME)) {
    return Math.max(0, text.indexOf("/", slashes + 2));
  }
  return 0;
}

const COLON = 0x3a;
const LONGEST_SCHEME = "https:".length;
