import { ReoriginError } from "../errors.ts";
import type { Splice } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import type { HtmlContext } from "./context.ts";
import { HtmlEditor } from "./editor.ts";
import type { NestedDocument } from "./embedded.ts";
import type { Scanner } from "./scanner.ts";
import { SCANNERS } from "./scanners.ts";
import { TextWindow } from "./text-window.ts";

/**
 * Rewrites an HTML document while it comes.
 *
 * One cursor divides the document: before it, everything is written; behind it is at most the unfinished token that the
 * scanner is in. What is not spliced is the input's own text.
 */
export class HtmlRewriter implements TextRewriter {
  readonly #window: TextWindow;
  readonly #editor: HtmlEditor;
  readonly #scanner: Scanner;
  readonly #pendingTokenBytes: number;
  #cursor = 0;
  #output = "";
  #isOver = false;

  constructor(context: HtmlContext) {
    this.#pendingTokenBytes = context.pendingTokenBytes;
    this.#window = new TextWindow(context.scope.resolver);
    const splice = (start: number, end: number, replacement: string) => this.#write(start, end, replacement);
    this.#editor = new HtmlEditor(context, this.#window, splice, NESTED);
    this.#scanner = SCANNERS[context.options.engine](this.#editor);
  }

  write(text: string): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot write to the HTML rewriter: it has ended");
    this.#window.append(text);
    const decided = this.#scanner.write(text);
    this.#editor.pause(decided);
    if (this.#window.end - decided > this.#pendingTokenBytes) {
      this.#editor.passUntil(this.#window.end);
      return this.#take(this.#window.end, text);
    }
    return this.#take(decided, text);
  }

  end(): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot end the HTML rewriter: it has ended");
    this.#isOver = true;
    this.#scanner.end();
    this.#editor.end();
    return this.#take(this.#window.end, "");
  }

  #write(start: number, end: number, replacement: string): void {
    this.#output += this.#window.slice(this.#cursor, start) + replacement;
    this.#cursor = end;
  }

  /** Everything up to an offset, which must not be earlier than the cursor; `text` itself when that is just what it is. */
  #take(offset: number, text: string): string {
    const isUntouched = this.#output === "" && offset === this.#window.end && offset - this.#cursor === text.length;
    const end = Math.max(offset, this.#cursor);
    const output = isUntouched ? text : this.#output + this.#window.slice(this.#cursor, end);
    this.#output = "";
    this.#cursor = end;
    this.#window.release(end);
    return output;
  }
}

const NESTED: NestedDocument = {
  stream: (context) => new HtmlRewriter(context),
  whole: rewriteHtml,
};

/** Rewrites a whole HTML document, for a value that holds one. */
export function rewriteHtml(text: string, context: HtmlContext, splice: Splice): void {
  const window = new TextWindow(context.scope.resolver);
  const editor = new HtmlEditor(context, window, splice, NESTED);
  const scanner: Scanner = SCANNERS[context.options.engine](editor);
  window.append(text);
  scanner.write(text);
  scanner.end();
  editor.end();
}
