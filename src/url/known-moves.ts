import type { Splice } from "../splice.ts";
import { type Move, schemeLike } from "./move.ts";
import { authorityOf, isBelow, type Place } from "./place.ts";

/** What all references that begin alike become. */
export interface KnownMove {
  /** The splices that move one, in their order. */
  readonly edits: readonly Parameters<Splice>[];
  /** Up to here a reference is changed; what stands behind stays. */
  readonly end: number;
}

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
}

/** A path that has to be read before its prefix can be told, or a char that URL parsers drop. */
const NEEDS_CARE = /[\\\t\n\r]|\/(?:\.|%2e)/i;

/**
 * Moves that references have shown, by the origin that they begin with, in its very spelling: most references of a document
 * begin with one of a few.
 */
export class KnownMoves {
  readonly #byOrigin = new Map<string, KnownOrigin>();
  /** The one that was asked for last: the next one is most often the same. */
  #last: KnownOrigin | undefined;

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
    const origin = text.slice(0, originEnd(text));
    const replacement = authorityOf(target) + target.path;
    const authorityStart = scheme === "" ? "//".length : scheme.length + "://".length;
    if (!isPlain(target) || origin === "" || !origin.startsWith(scheme)) return;
    if (origin.slice(authorityStart) === replacement) return;
    const end = origin.length + source.path.length;
    const edits: Parameters<Splice>[] = [[authorityStart, end, replacement]];
    const moved = schemeLike(scheme, target);
    if (moved !== scheme) edits.unshift([0, scheme.length, moved]);
    const isPathless = source.path === "" && target.path === "";
    this.#last = { edits, end, authorityStart, origin: `${origin}/`, source, isPathless };
    this.#byOrigin.set(origin, this.#last);
  }

  #find(text: string): KnownOrigin | undefined {
    const end = originEnd(text);
    const known = end === 0 ? undefined : this.#byOrigin.get(text.slice(0, end));
    if (known !== undefined) this.#last = known;
    return known;
  }
}

/** The move of paths from the root, in a document whose origin has no other one. */
export class RootedMove {
  readonly #source: Place;
  readonly #target: Place;
  readonly #move: KnownMove;

  constructor({ source, target }: Move) {
    this.#source = source;
    this.#target = target;
    this.#move = { edits: [[0, source.path.length, target.path]], end: source.path.length };
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
