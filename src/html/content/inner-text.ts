import type { Splice } from "../../splice.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import type { TextWindow } from "../window/text-window.ts";

/** A text of a document that is not the document's own markup. */
export interface Inner {
  /** Creates its rewriter; undefined when it stays. Called only once the text must be read. */
  open(): TextRewriter | undefined;
  /** Whether anything could move in the text, given its start and end. Only called for a text that came as a whole. */
  mayMove(start: number, end: number): boolean;
}

/** Sends the text of one element after another, or of a conditional comment, through a rewriter of its own. */
export class InnerText {
  readonly #window: TextWindow;
  readonly #splice: Splice;
  #inner: Inner | undefined;
  /** Everything before this offset was sent to the rewriter. */
  #start = 0;
  #end = 0;
  #rewriter: TextRewriter | undefined;

  /** @param splice takes offsets of the stream */
  constructor(window: TextWindow, splice: Splice) {
    this.#window = window;
    this.#splice = splice;
  }

  get isOpen(): boolean {
    return this.#inner !== undefined;
  }

  open(inner: Inner, start: number): void {
    this.#inner = inner;
    this.#start = start;
    this.#end = start;
  }

  /** Continues the text to an offset. What was not reported in between belongs to it, too. */
  extend(end: number): void {
    this.#end = end;
  }

  /** Sends what has come, because the stream pauses. */
  pause(end: number): void {
    if (!this.#inner) return;
    this.#end = Math.max(this.#end, end);
    this.#rewriter ??= this.#inner.open() ?? UNTOUCHED;
    this.#send(this.#rewriter);
  }

  /** Ends the text, at `end` or at its latest extension, whichever is later. */
  close(end: number): void {
    const inner = this.#inner;
    if (!inner) return;
    this.#inner = undefined;
    this.#end = Math.max(this.#end, end);
    const rewriter = this.#rewriter ?? (inner.mayMove(this.#start, this.#end) ? inner.open() : undefined);
    this.#rewriter = undefined;
    if (!rewriter || rewriter === UNTOUCHED) return;
    this.#send(rewriter);
    const tail = rewriter.end();
    if (tail !== "") this.#splice(this.#end, this.#end, tail);
  }

  #send(rewriter: TextRewriter): void {
    if (this.#start === this.#end || rewriter === UNTOUCHED) return;
    const text = this.#window.slice(this.#start, this.#end);
    const output = rewriter.write(text);
    if (output !== text) this.#splice(this.#start, this.#end, output);
    this.#start = this.#end;
  }
}

const UNTOUCHED: TextRewriter = { write: (text) => text, end: () => "" };
