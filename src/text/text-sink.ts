import type { TextWindow } from "../html/text-window.ts";
import type { Splice } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";

/** Takes the text of an element, run by run, and reports what changes. All offsets are the stream's, and ascend. */
export interface TextSink {
  /** The offset from which the text is still needed; infinite when all that was taken is decided. */
  readonly holdFrom: number;
  add(start: number, end: number, isCdata: boolean): void;
  /** The stream pauses: everything that is decided is reported. */
  pause(): void;
  /** @param isWhole whether all the text of the element was taken, and nothing else stood there */
  finish(isWhole: boolean): void;
}

/** For text that stays. */
export const LEFT: TextSink = { holdFrom: Number.POSITIVE_INFINITY, add() {}, pause() {}, finish() {} };

/** Sends text, all its runs as one, through a rewriter. */
export class RewriterSink implements TextSink {
  readonly holdFrom: number = Number.POSITIVE_INFINITY;
  readonly #rewriter: TextRewriter;
  readonly #window: TextWindow;
  readonly #splice: Splice;
  #end = 0;

  constructor(rewriter: TextRewriter, window: TextWindow, splice: Splice) {
    this.#rewriter = rewriter;
    this.#window = window;
    this.#splice = splice;
  }

  add(start: number, end: number): void {
    const text = this.#window.slice(start, end);
    const output = this.#rewriter.write(text);
    if (output !== text) this.#splice(start, end, output);
    this.#end = end;
  }

  pause(): void {}

  finish(): void {
    const rest = this.#rewriter.end();
    if (rest !== "") this.#splice(this.#end, this.#end, rest);
  }
}
