import { QuoteType, Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { textKindOf } from "../content/text-kinds.ts";
import { TextWindow } from "../window/text-window.ts";
import type { Scanner, TextKind, TokenHandler } from "./scanner.ts";

export interface Htmlparser2ScannerOptions {
  /** Apply the rules of XML: no text-only elements; CDATA sections and processing instructions anywhere. Default false. */
  xml?: boolean;
}

/** Translates the positions of htmlparser2's `Tokenizer` into the scanner contract. */
export class Htmlparser2Scanner implements Scanner, TokenizerCallbacks {
  readonly #handler: TokenHandler;
  readonly #tokenizer: Tokenizer;
  readonly #xml: boolean;
  readonly #window = new TextWindow();
  /** Everything before this offset has been reported or passes unreported. */
  #reported = 0;
  #ended = false;
  #kind: TextKind = "data";
  #nameStart = 0;
  #nameEnd = 0;
  /** Four offsets for each attribute of the open start tag, in the order of `TokenHandler.attribute`. */
  #attributes: number[] = [];
  #valueStart = -1;
  #valueEnd = -1;
  #isEndTagOpen = false;

  constructor(handler: TokenHandler, { xml = false }: Htmlparser2ScannerOptions = {}) {
    this.#handler = handler;
    this.#xml = xml;
    this.#tokenizer = new Tokenizer({ decodeEntities: false, xmlMode: xml }, this);
  }

  write(text: string): number {
    const start = this.#window.end;
    this.#window.append(text);
    if (this.#isEndTagOpen) this.#finishEndTag(start, text.indexOf(">"));
    this.#tokenizer.write(text);
    // The tokenizer keeps a reference to its last piece, so that is replaced by an empty one.
    this.#tokenizer.write("");
    this.#window.release(this.#reported);
    return this.#reported;
  }

  end(): void {
    this.#ended = true;
    this.#tokenizer.end();
  }

  onopentagname(start: number, end: number): void {
    this.#nameStart = start;
    this.#nameEnd = end;
    this.#attributes = [];
  }

  onattribname(start: number, end: number): void {
    this.#attributes.push(start, end);
    this.#valueStart = -1;
  }

  onattribdata(start: number, end: number): void {
    if (this.#valueStart < 0) this.#valueStart = start;
    this.#valueEnd = end;
  }

  onattribend(quote: QuoteType): void {
    const nameEnd = this.#attributes.at(-1)!;
    const isMissing = quote === QuoteType.Unquoted && this.#valueStart === this.#valueEnd;
    if (quote === QuoteType.NoValue || isMissing) this.#attributes.push(nameEnd, nameEnd);
    else this.#attributes.push(this.#valueStart, this.#valueEnd);
  }

  onopentagend(index: number): void {
    this.#finishStartTag(index + 1, false);
  }

  onselfclosingtag(index: number): void {
    this.#finishStartTag(index + 1, true);
  }

  onclosetag(start: number, end: number): void {
    this.#kind = "data";
    this.#nameStart = start;
    this.#nameEnd = end;
    this.#finishEndTag(end, this.#window.slice(end, this.#window.end).indexOf(">"));
  }

  ontext(start: number, end: number): void {
    if (this.#ended && this.#isUnfinishedTag(start)) return;
    this.#handler.text(start, end, this.#kind);
    this.#reported = end;
  }

  oncomment(start: number, index: number, delimiterLength: number): void {
    const end = index - delimiterLength;
    if (end > start) this.#handler.comment(start, end);
    if (!this.#ended) this.#handler.commentEnd(index + 1);
    this.#reported = index + 1;
  }

  oncdata(start: number, index: number, delimiterLength: number): void {
    const end = index - delimiterLength;
    if (end > start) this.#handler.text(start, end, "cdata");
    this.#reported = index + 1;
  }

  ondeclaration(start: number, index: number): void {
    if (/^doctype/i.test(this.#window.slice(start, index))) this.#handler.doctype?.();
    this.#reported = index + 1;
  }

  /** @param index offset of the closing `?` */
  onprocessinginstruction(start: number, index: number): void {
    this.#handler.instruction?.(start - 2, index + 2);
    this.#reported = index + 2;
  }

  onattribentity(): void {}

  ontextentity(): void {}

  onend(): void {}

  #finishStartTag(end: number, selfClosing: boolean): void {
    const attributes = this.#attributes;
    if (this.#handler.startTag(this.#nameStart, this.#nameEnd, end)) {
      for (let i = 0; i < attributes.length; i += 4) {
        this.#handler.attribute(attributes[i]!, attributes[i + 1]!, attributes[i + 2]!, attributes[i + 3]!);
      }
    }
    this.#handler.startTagEnd(end, selfClosing);
    this.#reported = end;
    if (!this.#xml) this.#kind = htmlparser2TextKind(this.#window.slice(this.#nameStart, this.#nameEnd));
  }

  /** At the end of the input, the tokenizer reports some unfinished tags as text: without a start, or without the `<`. */
  #isUnfinishedTag(start: number): boolean {
    return start < 0 || (start > this.#reported && this.#window.charAt(start - 1) === "<");
  }

  /** The tokenizer reports only the name of an end tag, and skips what follows up to the next `>`. */
  #finishEndTag(base: number, index: number): void {
    this.#isEndTagOpen = index < 0;
    if (this.#isEndTagOpen) return;
    this.#reported = base + index + 1;
    this.#handler.endTag(this.#nameStart - 2, this.#nameStart, this.#nameEnd, this.#reported);
  }
}

/** htmlparser2 reads `noscript` as a browser without scripting does: its content is markup. */
function htmlparser2TextKind(tagName: string): TextKind {
  return tagName.toLowerCase() === "noscript" ? "data" : textKindOf(tagName);
}
