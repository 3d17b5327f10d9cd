import type { Splice } from "../../splice.ts";
import type { TextWindow } from "./text-window.ts";

/**
 * The one cursor of a document that is rewritten as it comes: before it everything is written, behind it nothing is. What is
 * not spliced is the window's own text.
 */
export class Cursor {
  readonly #window: TextWindow;
  #at = 0;
  #output = "";

  constructor(window: TextWindow) {
    this.#window = window;
  }

  readonly splice: Splice = (start, end, replacement) => {
    this.#output += this.#window.slice(this.#at, start) + replacement;
    this.#at = end;
  };

  /**
   * Moves on to an offset and takes what that lets out; an offset that was passed already lets nothing more out.
   *
   * @param last the piece that came last: the very same string comes back when that is just what is let out
   */
  take(offset: number, last: string): string {
    const end = Math.max(offset, this.#at);
    const isUntouched = this.#output === "" && end === this.#window.end && end - this.#at === last.length;
    const output = isUntouched ? last : this.#output + this.#window.slice(this.#at, end);
    this.#output = "";
    this.#at = end;
    this.#window.release(end);
    return output;
  }
}
