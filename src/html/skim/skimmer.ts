import { latin1Of } from "../../latin1.ts";
import type { ByteSplice } from "../../splice.ts";
import type { KnownBeginnings } from "../../url/moves/known-moves.ts";
import type { NameWindow } from "../window/name-window.ts";
import type { Pieces } from "../window/pieces.ts";
import { PIECE_CHARS, SkimMemory } from "./skim-memory.ts";

/** A token that begins this close to the end of a piece is read again with the next piece. */
const OVERLAP_CHARS = 2048;

/** Shared by all documents. Only the text outlasts a call; it is loaded again when another document has replaced it. */
const MEMORY = new SkimMemory();

/** What a {@link Skimmer} may skip and move. */
export interface SkimHints {
  /** What may move without containing a host name: bits, see assembly/modes.ts. */
  readonly modes: number;
  /** Links with these beginnings move. */
  readonly beginnings: KnownBeginnings;
  /** Takes their changes, in offsets of the stream. */
  readonly splice: ByteSplice;
}

/** Skips the tokens of one document in which nothing can move. A WebAssembly module reads 16 chars at a time. */
export class Skimmer {
  readonly #window: NameWindow;
  /** The stream offsets of the text in memory, if that is ours. */
  #start = 0;
  #end = 0;

  constructor(window: NameWindow) {
    this.#window = window;
  }

  /**
   * Skips tokens in the data state of the tokenizer.
   *
   * @param from offset of a token
   * @param pieces where the tokens are read from
   * @returns the offset of the first token that has to be read, is incomplete, or is neither tag nor text
   */
  skim(from: number, { modes, beginnings, splice }: SkimHints, pieces: Pieces = this.#window): number {
    MEMORY.know(beginnings);
    let at = from;
    let hasMoved: boolean;
    do {
      if (!this.#holds(at, pieces)) this.#load(at, pieces);
      at = MEMORY.skim(at - this.#start, this.#end - this.#start, modes) + this.#start;
      // Perhaps it stopped only because its output was full.
      hasMoved = MEMORY.reportMoved(this.#start, splice);
    } while (hasMoved || (at > this.#start && !this.#holds(at, pieces)));
    return at;
  }

  /**
   * Whether a text may refer to a place that moves without containing a host name; true for any longer than a piece.
   *
   * @param modes see {@link SkimHints}
   */
  mayHide(start: number, end: number, modes: number): boolean {
    if (start < this.#start || end > this.#end || !MEMORY.isHeldBy(this)) this.#load(start, this.#window);
    return end > this.#end || MEMORY.mayHide(start - this.#start, end - this.#start, modes) !== 0;
  }

  /** Whether a name begins between two offsets. */
  hasName(start: number, end: number): boolean {
    const isThere = start >= this.#start && end <= this.#end && MEMORY.isHeldBy(this);
    return isThere ? MEMORY.nameFrom(start - this.#start) < end - this.#start : this.#window.hasName(start, end);
  }

  #holds(offset: number, pieces: Pieces): boolean {
    const end = this.#end === pieces.end ? this.#end + 1 : this.#end - OVERLAP_CHARS;
    return offset >= this.#start && offset < end && MEMORY.isHeldBy(this);
  }

  #load(offset: number, pieces: Pieces): void {
    this.#start = offset;
    this.#end = Math.min(offset + PIECE_CHARS, pieces.end);
    const piece = pieces.piece(offset, this.#end);
    MEMORY.load(piece, this);
    if (MEMORY.findNames(piece.length, this.#window.hostNames)) return;
    MEMORY.setNames(this.#window.namesIn(typeof piece === "string" ? piece : latin1Of(piece)));
  }
}
