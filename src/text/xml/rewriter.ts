import { ReoriginError } from "../../errors.ts";
import type { HtmlContext } from "../../html/context.ts";
import { Htmlparser2Scanner } from "../../html/scanners/htmlparser2-scanner.ts";
import { Cursor } from "../../html/window/cursor.ts";
import { NameWindow } from "../../html/window/name-window.ts";
import type { Splice } from "../../splice.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import { XmlEditor } from "./editor.ts";

/**
 * Rewrites an XML document as it comes: URLs where its vocabularies have them (see `XML_VOCABULARIES`), literal names in
 * all other text. Names with a meaning for programs (namespaces, schema locations, document types) stay.
 *
 * At most one unfinished tag, comment or CDATA section is held back, or the text of one element that is read as a whole.
 */
export class XmlRewriter implements TextRewriter {
  readonly #window: NameWindow;
  readonly #cursor: Cursor;
  readonly #editor: XmlEditor;
  readonly #scanner: Htmlparser2Scanner;
  readonly #pendingTokenBytes: number;
  #isOver = false;

  constructor(context: HtmlContext) {
    this.#pendingTokenBytes = context.pendingTokenBytes;
    this.#window = new NameWindow(context.scope.resolver);
    this.#cursor = new Cursor(this.#window);
    this.#editor = new XmlEditor(context, this.#window, this.#cursor.splice);
    this.#scanner = new Htmlparser2Scanner(this.#editor, { xml: true });
  }

  write(text: string): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot write to the XML rewriter: it has ended");
    this.#window.append(text);
    const decided = this.#scanner.write(text);
    this.#editor.pause(decided);
    if (this.#window.end - decided > this.#pendingTokenBytes) {
      return this.#cursor.take(this.#editor.passUnfinished(decided), text);
    }
    return this.#cursor.take(Math.min(decided, this.#editor.holdFrom), text);
  }

  end(): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot end the XML rewriter: it has ended");
    this.#isOver = true;
    this.#scanner.end();
    this.#editor.end();
    return this.#cursor.take(this.#window.end, "");
  }
}

/** Rewrites a whole XML document. */
export function rewriteXml(text: string, context: HtmlContext, splice: Splice): void {
  const window = new NameWindow(context.scope.resolver);
  const editor = new XmlEditor(context, window, splice);
  const scanner = new Htmlparser2Scanner(editor, { xml: true });
  window.append(text);
  scanner.write(text);
  scanner.end();
  editor.end();
}
