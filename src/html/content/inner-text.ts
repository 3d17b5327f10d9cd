import type { Splice } from "../../splice.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import type { TextWindow } from "../window/text-window.ts";

/** A text of a document that is not the document's own markup. */
export interface Inner {
  /** What rewrites it; undefined when it stays as it is. Asked for when the text is read. */
  open(): TextRewriter | undefined;
  /** Whether what stands between two offsets could move, when that is all of the text. */
  mayMove(start: number, end: number): boolean;
}

/** Sends the text of one element after another, or of a conditional comment, through a rewriter of its own. */
export class InnerText {
  readonly #window: TextWindow;
  readonly #splice: Splice;
  #inner: Inner | undefined;
  /** From here on, the text has not been sent. */
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

  /** Such a text begins at an offset. */
  open(inner: Inner, start: number): void {
    this.#inner = inner;
    this.#start = start;
    this.#end = start;
  }

  /** It goes on up to an offset; what was not reported in between belongs to it. */
  extend(end: number): void {
    this.#end = end;
  }

  /** The stream pauses: what is there goes through. */
  pause(end: number): void {
    if (!this.#inner) return;
    this.#end = Math.max(this.#end, end);
    this.#rewriter ??= this.#inner.open() ?? UNTOUCHED;
    this.#send(this.#rewriter);
  }

  /** It is over, and reaches up to `end` or to where it was last extended to. */
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
