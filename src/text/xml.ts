import { ReoriginError } from "../errors.ts";
import type { HtmlContext } from "../html/context.ts";
import { Htmlparser2Scanner } from "../html/htmlparser2-scanner.ts";
import { TextWindow } from "../html/text-window.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { XmlEditor } from "./xml-editor.ts";

/**
 * Rewrites an XML document while it comes: URLs where its vocabularies have them (see `XML_VOCABULARIES`), literal names in
 * all other text. Names that mean something to programs (namespaces, schema locations, document types) stay.
 *
 * What is not spliced is the input's own text. At most one unfinished tag, comment or CDATA section is held back, or the
 * text of one element that is read as a whole.
 */
export class XmlRewriter implements TextRewriter {
  readonly #window: TextWindow;
  readonly #editor: XmlEditor;
  readonly #scanner: Htmlparser2Scanner;
  readonly #pendingTokenBytes: number;
  #cursor = 0;
  #output = "";
  #isOver = false;

  constructor(context: HtmlContext) {
    this.#pendingTokenBytes = context.pendingTokenBytes;
    this.#window = new TextWindow(context.scope.resolver);
    this.#editor = new XmlEditor(context, this.#window, (start, end, moved) => this.#write(start, end, moved));
    this.#scanner = new Htmlparser2Scanner(this.#editor, { xml: true });
  }

  write(text: string): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot write to the XML rewriter: it has ended");
    this.#window.append(text);
    const decided = this.#scanner.write(text);
    this.#editor.pause(decided);
    if (this.#window.end - decided > this.#pendingTokenBytes) {
      return this.#take(this.#editor.passUnfinished(decided));
    }
    return this.#take(Math.min(decided, this.#editor.holdFrom));
  }

  end(): string {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", "Cannot end the XML rewriter: it has ended");
    this.#isOver = true;
    this.#scanner.end();
    this.#editor.end();
    return this.#take(this.#window.end);
  }

  #write(start: number, end: number, replacement: string): void {
    this.#output += this.#window.slice(this.#cursor, start) + replacement;
    this.#cursor = end;
  }

  /** Everything up to an offset, which is not before the cursor. */
  #take(end: number): string {
    const output = this.#output + this.#window.slice(this.#cursor, end);
    this.#output = "";
    this.#cursor = end;
    this.#window.release(end);
    return output;
  }
}
