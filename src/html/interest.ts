import type { ByteSplice } from "../splice.ts";
import { NO_BEGINNINGS } from "../url/moves/known-moves.ts";
import type { Scope } from "../url/scope.ts";
import { DEEPEST_NESTING, type HtmlContext } from "./context.ts";
import { NameSet } from "./name-set.ts";
import { READ_ELEMENTS } from "./read-elements.ts";
import { HOSTS_ARE_ADDRESSES, MARKUP_STAYS, PATHS_MOVE, PATHS_MOVE_ANYWHERE } from "./skim/assembly/modes.ts";
import { LINKS } from "./skim/links.ts";
import { Skimmer } from "./skim/skimmer.ts";
import type { NameWindow } from "./window/name-window.ts";
import type { Pieces } from "./window/pieces.ts";

const READ_NAMES = new NameSet(READ_ELEMENTS);

/** Decides which parts of a document must be read, by their chars alone: those that could refer to a place that moves. */
export class Interest {
  readonly #window: NameWindow;
  readonly #scope: Scope;
  readonly #skimmer: Skimmer;
  readonly #fixedModes: number;
  /** Whether links may be moved by the skimmer: no option treats them otherwise. */
  readonly #movesLinks: boolean;

  constructor(window: NameWindow, { scope, options, depth }: HtmlContext) {
    this.#window = window;
    this.#scope = scope;
    this.#skimmer = new Skimmer(window);
    const isByDefault = Object.keys(options.attributes).length === 0;
    this.#fixedModes = (isByDefault ? 0 : PATHS_MOVE_ANYWHERE) | (depth < DEEPEST_NESTING ? 0 : MARKUP_STAYS);
    this.#movesLinks =
      options.html && (isByDefault || !LINKS.some(([attribute]) => Object.hasOwn(options.attributes, attribute)));
  }

  /**
   * Skips tokens, starting with the one at `from`.
   *
   * @param pieces where they are read from
   * @param splice takes changes of skipped links, whose beginnings are known; see {@link SkimHints.splice}
   * @returns the offset of the next token that must be read or is incomplete
   */
  next(from: number, pieces: Pieces, splice: ByteSplice): number {
    const beginnings = this.#movesLinks ? this.#scope.beginnings : NO_BEGINNINGS;
    return this.#skimmer.skim(from, { modes: this.#modes, beginnings, splice }, pieces);
  }

  /** @param element lower case */
  isElement(element: string): boolean {
    return READ_NAMES.has(element);
  }

  isTag(nameStart: number, nameEnd: number, end: number): boolean {
    const initial = this.#window.charCodeAt(nameStart);
    return READ_NAMES.mayHave(nameEnd - nameStart, initial) || this.isValue(nameStart, end);
  }

  /** Whether a text may contain a host name, even in disguise, or a path that moves. */
  isValue(start: number, end: number): boolean {
    return start < end && (this.isNamed(start, end) || this.#skimmer.mayHide(start, end, this.#modes));
  }

  /** Whether a text contains a host name as such. */
  isNamed(start: number, end: number): boolean {
    return this.#skimmer.hasName(start, end);
  }

  get #modes(): number {
    const { movesPaths, resolver } = this.#scope;
    return (movesPaths ? PATHS_MOVE : 0) | (resolver.hasAddresses ? HOSTS_ARE_ADDRESSES : 0) | this.#fixedModes;
  }
}
