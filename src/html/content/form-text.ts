import { detached } from "../../detached.ts";
import { LiteralRewriter } from "../../literal/literals.ts";
import { spliced } from "../../splice.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import { VALUES } from "../../values/table.ts";
import type { ValueRewriter } from "../../values/value.ts";
import type { HtmlContext } from "../context.ts";
import { withReferences } from "../references.ts";

/**
 * Rewrites text that a user may submit, as `form-text`. It is submitted without its character references, so it is read
 * without them, and held back until it is complete. A text longer than `pendingTokenBytes` is searched for literal names.
 */
export class FormText implements TextRewriter {
  readonly #context: HtmlContext;
  #held = "";
  #longText: LiteralRewriter | undefined;

  constructor(context: HtmlContext) {
    this.#context = context;
  }

  write(text: string): string {
    if (this.#longText) return this.#longText.write(text);
    this.#held += detached(text);
    const { scope, pendingTokenBytes } = this.#context;
    if (this.#held.length <= pendingTokenBytes) return "";
    this.#longText = new LiteralRewriter(scope, "form");
    return this.#longText.write(this.#held);
  }

  end(): string {
    if (this.#longText) return this.#longText.end();
    return spliced(this.#held, (splice) => formText(this.#held, this.#context.scope, splice));
  }
}

/** The whole text of an element that a user may submit, character references included. */
export const formText: ValueRewriter = (text, scope, splice) => {
  withReferences(text, "", splice, (value, spliceValue) => VALUES["form-text"](value, scope, spliceValue));
};
