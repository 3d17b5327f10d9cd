import type { Scope } from "../url/scope.ts";
import { NameSet } from "./name-set.ts";
import type { NameWindow } from "./name-window.ts";
import { READ_ELEMENTS } from "./read-elements.ts";
import type { LoneValue } from "./skim/skim-memory.ts";
import { HOSTS_ARE_ADDRESSES, PATHS_MOVE, Skimmer } from "./skim/skimmer.ts";

const READ_NAMES = new NameSet(READ_ELEMENTS);

/** Tells what of a document has to be read, by a look at its chars: whatever could name or lead to a place that moves. */
export class Interest {
  readonly #window: NameWindow;
  readonly #scope: Scope;
  readonly #skimmer: Skimmer;

  constructor(window: NameWindow, scope: Scope) {
    this.#window = window;
    this.#scope = scope;
    this.#skimmer = new Skimmer(window);
  }

  /** The offset of the next token, at or after one that begins at `from`, that has to be read or is not complete. */
  next(from: number): number {
    return this.#skimmer.skim(from, this.#modes);
  }

  /** The only value to be read of the tag that {@link next} has found, when there is just one. */
  get loneValue(): LoneValue | undefined {
    return this.#skimmer.loneValue;
  }

  /** @param element lower case */
  isElement(element: string): boolean {
    return READ_NAMES.has(element);
  }

  isTag(nameStart: number, nameEnd: number, end: number): boolean {
    const initial = this.#window.charCodeAt(nameStart);
    return READ_NAMES.mayHave(nameEnd - nameStart, initial) || this.isValue(nameStart, end);
  }

  /** Text that is told to hold a host's name even where that is disguised, or a path that leads elsewhere. */
  isValue(start: number, end: number): boolean {
    return start < end && (this.isNamed(start, end) || this.#skimmer.mayHide(start, end, this.#modes));
  }

  /** Text that may hold a host's name though it shows none. */
  mayName(start: number, end: number): boolean {
    return this.#skimmer.mayHide(start, end, this.#modes & ~PATHS_MOVE);
  }

  /** Text that shows a host's name. */
  isNamed(start: number, end: number): boolean {
    return this.#window.hasName(start, end);
  }

  get #modes(): number {
    const { movesPaths, resolver } = this.#scope;
    return (movesPaths ? PATHS_MOVE : 0) | (resolver.hasAddresses ? HOSTS_ARE_ADDRESSES : 0);
  }
}
