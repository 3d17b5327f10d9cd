import { SAXParser, type SaxToken, type StartTag } from "parse5-sax-parser";
import { textKindOf } from "../content/text-kinds.ts";
import { TextWindow } from "../window/text-window.ts";
import type { Scanner, TextKind, TokenHandler } from "./scanner.ts";

/** parse5 copies an unfinished token with every piece. From this length on, it gets pieces at least as long as the token. */
const LONG_TOKEN_CHARS = 65536;

interface Span {
  startOffset: number;
  endOffset: number;
}

/** Translates the tokens of parse5's SAX parser, which are located in the source, into the scanner contract. */
export class Parse5Scanner implements Scanner {
  readonly #handler: TokenHandler;
  readonly #parser: SynchronousParser;
  readonly #window = new TextWindow();
  /** Everything before this offset has been reported or passes unreported. */
  #reported = 0;
  /** Text that the parser was not given yet. */
  #unread = "";
  #kind: TextKind = "data";
  #inCdata = false;

  constructor(handler: TokenHandler) {
    this.#handler = handler;
    this.#parser = new SynchronousParser((event, token) => this.#report(event, token));
  }

  write(text: string): number {
    this.#window.append(text);
    this.#unread += text;
    const unreported = this.#window.end - this.#reported;
    if (unreported > LONG_TOKEN_CHARS && this.#unread.length < unreported / 2) return this.#reported;
    // A carriage return at the end may be half of a line break.
    const complete = this.#unread.replace(/\r$/, "");
    this.#parser.feed(complete, false);
    this.#parser.flushText();
    this.#unread = this.#unread.slice(complete.length);
    this.#window.release(this.#reported);
    return this.#reported;
  }

  end(): void {
    this.#parser.feed(this.#unread, true);
  }

  #report(event: string, token: SaxToken): void {
    const { startOffset: start, endOffset: end } = token.sourceCodeLocation!;
    if (event === "startTag") this.#startTag(token as StartTag, start, end);
    else if (event === "endTag") this.#endTag(start, end);
    else if (event === "comment") this.#comment(start, end);
    else if (event === "text") this.#text(end);
    else if (event === "doctype") this.#handler.doctype?.();
    this.#reported = Math.min(end, this.#window.end);
  }

  #startTag(tag: StartTag, start: number, end: number): void {
    const nameEnd = this.#skip(start + 1, TAG_NAME);
    if (this.#handler.startTag(start + 1, nameEnd, end)) {
      const { attrs = {} } = tag.sourceCodeLocation as { attrs?: Record<string, Span> };
      const spans = Object.values(attrs);
      // Objects list keys that look like integers first, so source order must be restored.
      spans.sort((a, b) => a.startOffset - b.startOffset);
      for (const span of spans) this.#attribute(span.startOffset, span.endOffset);
    }
    this.#handler.startTagEnd(end, tag.selfClosing);
    this.#kind = this.#parser.readsMarkup ? "data" : textKindOf(this.#window.slice(start + 1, nameEnd));
  }

  /** parse5 only locates whole attributes: `href = "x"`. */
  #attribute(start: number, end: number): void {
    // A `=` at the start belongs to the name.
    const nameEnd = Math.min(this.#skip(start + 1, ATTRIBUTE_NAME), end);
    const equals = this.#skip(nameEnd, WHITE_SPACE);
    if (nameEnd === end || this.#window.charAt(equals) !== "=") {
      this.#handler.attribute(start, nameEnd, nameEnd, nameEnd);
      return;
    }
    const valueStart = this.#skip(equals + 1, WHITE_SPACE);
    const quote = this.#window.charAt(valueStart);
    if (quote === '"' || quote === "'") this.#handler.attribute(start, nameEnd, valueStart + 1, end - 1);
    else this.#handler.attribute(start, nameEnd, valueStart, end);
  }

  #endTag(start: number, end: number): void {
    this.#kind = "data";
    this.#handler.endTag(start, start + 2, this.#skip(start + 2, TAG_NAME), end);
  }

  #comment(start: number, end: number): void {
    const source = this.#window.slice(start, end);
    // parse5 locates an unfinished comment at the end of the input up to one char after that end.
    const finished = end === start + source.length;
    const contentStart = commentOpenLength(source);
    const contentEnd = source.length - (finished ? commentCloseLength(source) : commentTailLength(source));
    if (contentEnd > contentStart) this.#handler.comment(start + contentStart, start + contentEnd);
    if (finished) this.#handler.commentEnd(end);
  }

  /** Reports text from the end of the last token, because parse5 omits the line feed after `<pre>`. */
  #text(end: number): void {
    const start = this.#reported;
    if (this.#kind === "data") this.#data(start, this.#window.slice(start, end));
    else this.#handler.text(start, end, this.#kind);
  }

  /** A text of parse5 may include CDATA delimiters and `</>`. */
  #data(start: number, source: string): void {
    let cursor = 0;
    for (const { 0: mark, index } of source.matchAll(/<\/>|<!\[CDATA\[|\]\]>/g)) {
      if (this.#inCdata !== (mark === "]]>")) continue;
      this.#run(start + cursor, start + index);
      this.#inCdata = mark === "<![CDATA[";
      cursor = index + mark.length;
    }
    this.#run(start + cursor, start + source.length);
  }

  #run(start: number, end: number): void {
    if (end > start) this.#handler.text(start, end, this.#inCdata ? "cdata" : "data");
  }

  #skip(offset: number, expected: RegExp): number {
    while (expected.test(this.#window.charAt(offset))) offset++;
    return offset;
  }
}

/** parse5's SAX parser without its stream: tokens are reported while the text is fed. */
class SynchronousParser extends SAXParser {
  readonly #report: (event: string, token: SaxToken) => void;

  constructor(report: (event: string, token: SaxToken) => void) {
    super({ sourceCodeLocationInfo: true });
    this.unpipe();
    this.#report = report;
  }

  /** Whether the tokenizer is in the data state, not in the text of a text-only element. */
  get readsMarkup(): boolean {
    return this.tokenizer.state === DATA_STATE;
  }

  feed(text: string, last: boolean): void {
    this.tokenizer.write(text, last);
  }

  /** Reports the text so far, without waiting for its end. */
  flushText(): void {
    // Only this lets go of what was read, which would be copied with every piece.
    this.tokenizer.flushCurrentCharacterToken();
    this.tokenizer.flushCharacters();
    this["_emitPendingText"]();
  }

  protected override emitIfListenerExists(event: string, token: SaxToken): boolean {
    this.#report(event, token);
    return true;
  }
}

const DATA_STATE = 0;
const TAG_NAME = /[^\t\n\f\r />]/;
const ATTRIBUTE_NAME = /[^\t\n\f\r />=]/;
const WHITE_SPACE = /[\t\n\f\r ]/;

function commentOpenLength(source: string): number {
  if (source.startsWith("<!--")) return 4;
  return source.startsWith("<?") ? 1 : 2;
}

function commentCloseLength(source: string): number {
  if (!source.startsWith("<!--")) return 1;
  return source.endsWith("--!>") ? 4 : 3;
}

/** Length of the possible beginning of a closing delimiter at the end of an unfinished comment. */
function commentTailLength(source: string): number {
  if (!source.startsWith("<!--")) return 0;
  return /(?:--!|--|-|)$/.exec(source.slice(4))![0].length;
}
