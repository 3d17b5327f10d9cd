import type { NameWindow } from "../name-window.ts";
import { type LoneValue, PIECE_CHARS, SkimMemory } from "./skim-memory.ts";

/** What may move without showing the name of a host: bits, as `assembly/skim.ts` knows them. */
export const PATHS_MOVE = 1;
export const HOSTS_ARE_ADDRESSES = 2;
/** What a value is told to be that may hold a name in disguise. */
export const DISGUISED = 4;

/** A token that begins this close to the end of a piece is looked at again in the next one. */
const OVERLAP_CHARS = 2048;

/** One for all: nothing in it outlasts a call but the text, which is put there anew for whom it does not belong to. */
const MEMORY = new SkimMemory();

/**
 * Passes over the tokens of one document that do not matter to somebody who looks for the names of its window: with a
 * WebAssembly module, which reads 16 chars at a time.
 */
export class Skimmer {
  readonly #window: NameWindow;
  /** Between which offsets of the stream the text in memory stands, if it is ours. */
  #start = 0;
  #end = 0;

  constructor(window: NameWindow) {
    this.#window = window;
  }

  /**
   * Reads on in the data state of the tokenizer.
   *
   * @param from offset at which a token begins
   * @param modes {@link PATHS_MOVE}, {@link HOSTS_ARE_ADDRESSES}, both or 0
   * @returns the offset at which the first token begins that matters, that is not complete, or that is neither tag nor text
   */
  skim(from: number, modes: number): number {
    let at = from;
    do {
      if (!this.#holds(at)) this.#load(at);
      const name = Math.min(this.#window.nextName(at), this.#end);
      at = MEMORY.skim(at - this.#start, this.#end - this.#start, name - this.#start, modes) + this.#start;
    } while (at > this.#start && !this.#holds(at));
    return at;
  }

  /**
   * Whether a text could lead to a place that moves though it shows no host's name. What is longer than a piece could.
   *
   * @param modes see {@link skim}
   */
  mayHide(start: number, end: number, modes: number): boolean {
    if (start < this.#start || end > this.#end || !MEMORY.isHeldBy(this)) this.#load(start);
    return end > this.#end || MEMORY.mayHide(start - this.#start, end - this.#start, modes) !== 0;
  }

  /** The only value that matters of the tag at which {@link skim} stopped, when there is just one. */
  get loneValue(): LoneValue | undefined {
    return MEMORY.loneValue(this.#start);
  }

  #holds(offset: number): boolean {
    const end = this.#end === this.#window.end ? this.#end + 1 : this.#end - OVERLAP_CHARS;
    return offset >= this.#start && offset < end && MEMORY.isHeldBy(this);
  }

  #load(offset: number): void {
    this.#start = offset;
    this.#end = Math.min(offset + PIECE_CHARS, this.#window.end);
    MEMORY.load(this.#window.slice(offset, this.#end), this);
  }
}
