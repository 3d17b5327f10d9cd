import type { TextRewriter } from "../text-rewriter.ts";
import { DelimitedRewriter } from "./delimited.ts";
import { DELIMITED_FORMATS } from "./delimited-formats.ts";
import type { TextContext } from "./text-context.ts";

/** Rewrites a text of folded lines. A line is held back until the next one shows that it is complete. */
export class FoldedRewriter implements TextRewriter {
  readonly #lines: DelimitedRewriter;
  /** A line break at the end of a chunk, which may belong to a fold. */
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
