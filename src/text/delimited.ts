import { detached } from "../detached.ts";
import { LiteralRewriter } from "../literal/literals.ts";
import { spliced } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import type { ValueRewriter } from "../values/value.ts";
import type { TextContext } from "./text-context.ts";

/** Lines end at CR, LF or both. */
export const LINE_BREAK: RegExp = /[\r\n]/g;

export interface Delimited {
  /** Global pattern of the one char that separates two items. */
  readonly delimiter: RegExp;
  readonly item: ValueRewriter;
}

/**
 * Rewrites a text item by item; the delimiters stay.
 *
 * An item is held back until it is complete. In one longer than `pendingTokenBytes`, only literal names are moved.
 */
export class DelimitedRewriter implements TextRewriter {
  readonly #context: TextContext;
  readonly #delimited: Delimited;
  #held = "";
  #longItem: LiteralRewriter | undefined;

  constructor(context: TextContext, delimited: Delimited) {
    this.#context = context;
    this.#delimited = delimited;
  }

  write(text: string): string {
    let output = "";
    let start = 0;
    for (const { 0: delimiter, index: end } of text.matchAll(this.#delimited.delimiter)) {
      output += this.#endItem(text.slice(start, end)) + delimiter;
      start = end + 1;
    }
    output += this.#hold(detached(text.slice(start)));
    return output === text ? text : output;
  }

  end(): string {
    return this.#endItem("");
  }

  #endItem(tail: string): string {
    const head = this.#hold(tail);
    if (this.#longItem) {
      const rest = this.#longItem.end();
      this.#longItem = undefined;
      return head + rest;
    }
    const item = this.#held;
    this.#held = "";
    if (item === "") return item;
    return spliced(item, (splice) => this.#delimited.item(item, this.#context.scope, splice));
  }

  #hold(text: string): string {
    if (this.#longItem) return this.#longItem.write(text);
    this.#held += text;
    if (this.#held.length <= this.#context.pendingTokenBytes) return "";
    const item = this.#held;
    this.#held = "";
    this.#context.onOverrun?.();
    this.#longItem = new LiteralRewriter(this.#context.scope, "text");
    return this.#longItem.write(item);
  }
}
