import { detached } from "../../detached.ts";
import type { Splice } from "../../splice.ts";
import { authorityOf, isBelow, type Place } from "../places/place.ts";
import { type Move, schemeLike } from "./move.ts";

/** The move of all references that begin alike. */
export interface KnownMove {
  /** The splices that move such a reference, in order. */
  readonly edits: readonly Parameters<Splice>[];
  /** Offset in the reference; nothing after it changes. */
  readonly end: number;
}

/** The chars that references of a known move begin with, for the skimmer, which compares chars. */
export interface KnownBeginning {
  readonly from: string;
  /** The chars that replace `from`. */
  readonly to: string;
  /** Whether `from` is a path. It then applies to root-relative references that are not below `to` already. */
  readonly isRooted: boolean;
  /** Whether the reference may end after `from`, or go on with a query or fragment; otherwise a slash must follow. */
  readonly mayEnd: boolean;
  /** Whether the rest must have no dot segments, backslashes or line breaks, and no white space at its end. */
  readonly needsPlainRest: boolean;
}

/** The known beginnings of one document. */
export interface KnownBeginnings {
  /** Those with an origin, the most recent ones. The same array until it changes. */
  readonly origins: readonly KnownBeginning[];
  /** The one of root-relative references. */
  readonly root: KnownBeginning | undefined;
}

export const NO_BEGINNINGS: KnownBeginnings = { origins: [], root: undefined };

/** The move of all references of one origin. */
export interface OriginMove extends KnownMove {
  readonly authorityStart: number;
}

interface KnownOrigin extends OriginMove {
  /** As it is spelled, with the slash after it. */
  readonly origin: string;
  readonly source: Place;
  /** Whether no path prefix is removed or added. */
  readonly isPathless: boolean;
  /** undefined when its path cannot be compared char by char. */
  readonly beginning: KnownBeginning | undefined;
}

/** No query, fragment or backslash: otherwise the slash after it would not end the host. */
const ORIGIN = /^[^?#\\]+$/;
/** Backslashes, dot segments and chars that URL parsers drop: such a path must be parsed before it is compared. */
const NEEDS_CARE = /[\\\t\n\r]|\/(?:\.|%2e)|[\0- ]$/i;

/**
 * A cache of moves by the exact spelling of an origin. Most references of a document, and of later ones, begin with one of
 * a few.
 */
export class KnownMoves {
  readonly #byOrigin = new Map<string, KnownOrigin>();
  /** The latest result: the next reference most often has the same origin. */
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

  /** The latest move, if its origin has a scheme, its source no path, and the text has this origin with its host here. */
  atHost(text: string, hostStart: number): OriginMove | undefined {
    const last = this.#last;
    if (last === undefined || last.source.path !== "" || last.authorityStart === "//".length) return undefined;
    return text.startsWith(last.origin, hostStart - last.authorityStart) ? last : undefined;
  }

  /**
   * Remembers how a reference has moved.
   *
   * @param scheme lower case; "" for none
   * @param move the only one for URLs of this origin
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
          mayEnd: source.path !== "",
          needsPlainRest: !isPathless,
        };
    this.#remember({ edits, end, authorityStart, origin: `${origin}/`, source, isPathless, beginning });
  }

  /** Makes it the latest entry: the latest ones provide the beginnings, the oldest one is dropped. */
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

/** Spellings of origins that are remembered. */
const ORIGINS_LIMIT = 64;
/** Those that the skimmer compares with every link. */
const BEGINNINGS_LIMIT = 7;

/** The move of root-relative references, in a document whose origin has only one move. */
export class RootedMove {
  /** undefined when every such reference must be parsed. */
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
      : { from: source.path, to: target.path, isRooted: true, mayEnd: source.path !== "", needsPlainRest: true };
  }

  /** @returns undefined for a reference that has to be read */
  find(text: string): KnownMove | undefined {
    const target = this.#target.path;
    if (target === "" || text.startsWith("//") || !isBelow(text, this.#source.path)) return undefined;
    return isBelow(text, target) || NEEDS_CARE.test(text) ? undefined : this.#move;
  }
}

/** Whether the path of a place has no `:` or `%`, which could change how the reference is read. */
function isPlain({ path }: Place): boolean {
  return !/[:%]/.test(path);
}

/** The offset of the slash after `http://host`, `https://host` or `//host`; 0 when there is none. */
function originEnd(text: string): number {
  const slashes = text.indexOf("//");
  if (slashes === 0 || (text.charCodeAt(slashes - 1) === COLON && slashes <= LONGEST_SCHEME)) {
    return Math.max(0, text.indexOf("/", slashes + 2));
  }
  return 0;
}

const COLON = 0x3a;
const LONGEST_SCHEME = "https:".length;
