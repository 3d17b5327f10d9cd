import type { Splice } from "../splice.ts";
import { type Move, schemeLike } from "./move.ts";
import { authorityOf, isBelow, type Place } from "./place.ts";

interface Known {
  /** With the slash behind it. */
  readonly origin: string;
  readonly source: Place;
  /** What the scheme becomes; undefined when it stays. */
  readonly scheme: string | undefined;
  /** Where the authority begins, and what becomes of it and the source's path. */
  readonly authorityStart: number;
  readonly replacement: string;
  /** Whether a path stays a path whatever it looks like: no prefix falls away or comes before it. */
  readonly isPathless: boolean;
}

/** A path that has to be read before its prefix can be told, or a char that URL parsers drop. */
const NEEDS_CARE = /[\\\t\n\r]|\/(?:\.|%2e)/i;

/**
 * Origins that references have shown, in the very same spelling, and what they became: most references of a document begin
 * with one of a few.
 */
export class KnownOrigins {
  readonly #known = new Map<string, Known>();
  /** The one that was seen last: the next one is most often the same. */
  #last: Known | undefined;

  /**
   * Moves a reference that begins with a known origin.
   *
   * @returns the offset after what moved; 0 when the reference has to be read
   */
  move(text: string, splice: Splice): number {
    const known = this.#last !== undefined && text.startsWith(this.#last.origin) ? this.#last : this.#find(text);
    if (known === undefined) return 0;
    const { source, scheme, authorityStart, replacement } = known;
    const end = known.origin.length - 1;
    if (!known.isPathless) {
      const path = text.slice(end);
      if (path === "" || !isBelow(path, source.path) || NEEDS_CARE.test(path)) return 0;
    }
    const movedEnd = end + source.path.length;
    if (scheme !== undefined) splice(0, authorityStart - "://".length, scheme);
    splice(authorityStart, movedEnd, replacement);
    return movedEnd;
  }

  /**
   * Remembers how a reference has moved.
   *
   * @param move the only one that there is for URLs with this origin
   */
  learn(text: string, scheme: string, { source, target }: Move): void {
    if (target.path.includes(":") || target.path.includes("%")) return;
    const origin = text.slice(0, originEnd(text));
    const replacement = authorityOf(target) + target.path;
    const authorityStart = scheme === "" ? "//".length : scheme.length + "://".length;
    if (origin === "" || !origin.startsWith(scheme) || origin.slice(authorityStart) === replacement) return;
    const moved = schemeLike(scheme, target);
    this.#known.set(origin, {
      origin: `${origin}/`,
      source,
      scheme: moved === scheme ? undefined : moved,
      authorityStart,
      replacement,
      isPathless: source.path === "" && target.path === "",
    });
  }

  #find(text: string): Known | undefined {
    const end = originEnd(text);
    const known = end === 0 ? undefined : this.#known.get(text.slice(0, end));
    if (known !== undefined) this.#last = known;
    return known;
  }
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
