import { ReoriginError } from "../errors.ts";
import type { Splice } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import type { NestedDocument } from "./content/embedded.ts";
import type { HtmlContext } from "./context.ts";
import { HtmlEditor } from "./editor.ts";
import type { Scanner } from "./scanners/scanner.ts";
import { SCANNERS } from "./scanners/scanners.ts";
import { Cursor } from "./window/cursor.ts";
import { NameWindow } from "./window/name-window.ts";

/** Rewrites an HTML document as it comes. At most the scanner's unfinished token is held back. */
export class HtmlRewriter implements TextRewriter {
  readonly #window: NameWindow;
  readonly #cursor: Cursor;
  readonly #editor: HtmlEditor;
  readonly #scanner: Scanner;
  readonly #pendingTokenBytes: number;
  readonly #onOverrun: () => void;
  /** Offset of the latest tag that was too long. */
  #overrun = -1;
  #isOver = false;

  constructor(context: HtmlContext) {
    this.#pendingTokenBytes = context.pendingTokenBytes;
    this.#onOverrun = context.onOverrun ?? (() => {});
    this.#window = new NameWindow(context.scope.resolver);
    this.#cursor = new Cursor(this.#window);
    this.#editor = new HtmlEditor(context, this.#window, this.#cursor.splice, NESTED);
    this.#scanner = SCANNERS[context.options.engine](this.#editor);
  }

  write(text: string): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot write to the HTML rewriter: it has ended");
    this.#window.append(text);
    const decided = this.#scanner.write(text);
    this.#editor.pause(decided);
    if (this.#window.end - decided > this.#pendingTokenBytes) {
      if (this.#overrun !== decided) this.#onOverrun();
      this.#overrun = decided;
      this.#editor.passUntil(this.#window.end);
      return this.#cursor.take(this.#window.end, text);
    }
    return this.#cursor.take(decided, text);
  }

  end(): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot end the HTML rewriter: it has ended");
    this.#isOver = true;
    this.#scanner.end();
    this.#editor.end();
    return this.#cursor.take(this.#window.end, "");
  }
}

const NESTED: NestedDocument = {
  stream: (context) => new HtmlRewriter(context),
  whole: rewriteHtml,
};

/** Rewrites a whole HTML document that is the value of an attribute, for example. */
export function rewriteHtml(text: string, context: HtmlContext, splice: Splice): void {
  const window = new NameWindow(context.scope.resolver);
  const editor = new HtmlEditor(context, window, splice, NESTED);
  const scanner: Scanner = SCANNERS[context.options.engine](editor);
  window.append(text);
  scanner.write(text);
  scanner.end();
  editor.end();
}
