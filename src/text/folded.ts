import type { TextRewriter } from "../text-rewriter.ts";
import { DelimitedRewriter } from "./delimited.ts";
import { DELIMITED_FORMATS } from "./delimited-formats.ts";
import type { TextContext } from "./text-context.ts";

/** Rewrites a text of folded lines. Held back is the line that is not complete: what comes next may be its fold. */
export class FoldedRewriter implements TextRewriter {
  readonly #lines: DelimitedRewriter;
  /** A line break that may turn out to be a fold. */
  #held = "";

  constructor(context: TextContext) {
    this.#lines = new DelimitedRewriter(context, DELIMITED_FORMATS.folded);
  }

  write(chunk: string): string {
    const all = this.#held + chunk;
    this.#held = all.endsWith("\n") ? "\n" : "";
    return this.#lines.write(all.slice(0, all.length - this.#held.length));
  }

  end(): string {
    return this.#lines.write(this.#held) + this.#lines.end();
  }
}
