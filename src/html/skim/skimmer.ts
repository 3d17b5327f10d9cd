import type { Splice } from "../../splice.ts";
import type { KnownBeginnings } from "../../url/moves/known-moves.ts";
import type { NameWindow } from "../window/name-window.ts";
import { PIECE_CHARS, SkimMemory } from "./skim-memory.ts";

/** A token that begins this close to the end of a piece is looked at again in the next one. */
const OVERLAP_CHARS = 2048;

/** One for all: nothing in it outlasts a call but the text, which is put there anew for whom it does not belong to. */
const MEMORY = new SkimMemory();

/** What a {@link Skimmer} goes by. */
export interface SkimHints {
  /** What may move without showing the name of a host: bits, see assembly/modes.ts. */
  readonly modes: number;
  /** How links begin that move as they are told to. */
  readonly beginnings: KnownBeginnings;
  /** Told of them. */
  readonly splice: Splice;
}

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
   * @returns the offset at which the first token begins that matters, that is not complete, or that is neither tag nor text
   */
  skim(from: number, { modes, beginnings, splice }: SkimHints): number {
    MEMORY.know(beginnings);
    let at = from;
    let hasMoved: boolean;
    do {
      if (!this.#holds(at)) this.#load(at);
      at = MEMORY.skim(at - this.#start, this.#end - this.#start, modes) + this.#start;
      // What stopped it may be that there was no room for more.
      hasMoved = MEMORY.tellMoved(this.#start, splice);
    } while (hasMoved || (at > this.#start && !this.#holds(at)));
    return at;
  }

  /**
   * Whether a text could lead to a place that moves though it shows no host's name. What is longer than a piece could.
   *
   * @param modes see {@link SkimHints}
   */
  mayHide(start: number, end: number, modes: number): boolean {
    if (start < this.#start || end > this.#end || !MEMORY.isHeldBy(this)) this.#load(start);
    return end > this.#end || MEMORY.mayHide(start - this.#start, end - this.#start, modes) !== 0;
  }

  /** Whether a name begins between two offsets. */
  hasName(start: number, end: number): boolean {
    const isThere = start >= this.#start && end <= this.#end && MEMORY.isHeldBy(this);
    return isThere ? MEMORY.nameFrom(start - this.#start) < end - this.#start : this.#window.hasName(start, end);
  }

  #holds(offset: number): boolean {
    const end = this.#end === this.#window.end ? this.#end + 1 : this.#end - OVERLAP_CHARS;
    return offset >= this.#start && offset < end && MEMORY.isHeldBy(this);
  }

  #load(offset: number): void {
    this.#start = offset;
    this.#end = Math.min(offset + PIECE_CHARS, this.#window.end);
    MEMORY.load(this.#window.slice(offset, this.#end), this);
    if (MEMORY.findNames(this.#end - offset, this.#window.hostNames)) return;
    const offsets: number[] = [];
    for (let name = this.#window.nextName(offset); name < this.#end; name = this.#window.nextName(name + 1)) {
      offsets.push(name - offset);
    }
    MEMORY.setNames(offsets);
  }
}
