import type { Splice } from "../../splice.ts";
import type { TextWindow } from "./text-window.ts";

/**
 * The cursor of a document that is rewritten as it comes: everything before it is written, nothing after it. Text that is
 * not spliced is copied from the window.
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

  /** Leaves out text, once everything before it is taken. */
  skipTo(offset: number): void {
    this.#at = offset;
  }

  /**
   * Advances to an offset and takes the output up to there. An earlier offset than the cursor's adds nothing.
   *
   * @param last the latest piece, returned itself when it is exactly the output
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
