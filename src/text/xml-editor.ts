import type { HtmlContext } from "../html/context.ts";
import { embeddedRewriter } from "../html/embedded.ts";
import type { TextKind, TokenHandler } from "../html/scanner.ts";
import { StartTag } from "../html/start-tag.ts";
import { editTag } from "../html/tag-edits.ts";
import type { TextWindow } from "../html/text-window.ts";
import type { Splice } from "../splice.ts";
import { shifted } from "../values/value.ts";
import { NameRun } from "./name-run.ts";
import { NESTED_HTML } from "./nested-html.ts";
import { LEFT, RewriterSink, type TextSink } from "./text-sink.ts";
import { XmlContent, type XmlStream } from "./xml-content.ts";
import { type XmlElement, XmlElements } from "./xml-elements.ts";
import { treatmentOf } from "./xml-kinds.ts";
import { xmlStylesheets } from "./xml-stylesheet.ts";
import { editXmlTag } from "./xml-tag-edits.ts";

/** Turns the tokens of one XML document into splices of its text. */
export class XmlEditor implements TokenHandler {
  readonly #context: HtmlContext;
  readonly #stream: XmlStream;
  readonly #elements: XmlElements;

  #nameStart = 0;
  #nameEnd = 0;
  #spans: number[] = [];
  /** What takes the text of the current element. */
  #sink: TextSink;
  /** What stands before this offset has passed, though the token that it belongs to is not complete. */
  #passed = 0;
  /** Where the unfinished token that passes begins, and how it begins. */
  #passing = { start: -1, opening: "" };
  #prologEnd = 0;
  #isSigned = false;

  /** @param splice takes offsets of the stream */
  constructor(context: HtmlContext, window: TextWindow, splice: Splice) {
    const names = context.options.text ? new NameRun(window, context.scope, splice) : LEFT;
    this.#context = context;
    this.#stream = { window, splice, names };
    this.#elements = new XmlElements(context.scope);
    this.#sink = names;
  }

  /** The offset from which the text is still needed. */
  get holdFrom(): number {
    return this.#sink.holdFrom;
  }

  /**
   * The stream pauses: everything that is decided is told.
   *
   * @param decided the end of the last complete token
   */
  pause(decided: number): void {
    this.#readProlog(decided);
    this.#sink.pause();
  }

  end(): void {
    this.#finishText(false);
  }

  startTag(nameStart: number, nameEnd: number): boolean {
    this.#readProlog(nameStart - 1);
    this.#finishText(false);
    this.#nameStart = nameStart;
    this.#nameEnd = nameEnd;
    this.#spans = [];
    return !this.#isSigned;
  }

  attribute(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    this.#spans.push(nameStart, nameEnd, valueStart, valueEnd);
  }

  startTagEnd(end: number, selfClosing: boolean): void {
    if (this.#isSigned) return;
    const tag = this.#readTag(end);
    const element = this.#elements.open(tag);
    if (element.lexicon?.vocabulary.isSigned) {
      this.#isSigned = true;
      this.#sink = LEFT;
      return;
    }
    if (tag) this.#editTag(tag, element);
    this.#sink = tag && !selfClosing ? this.#sinkOf(tag, element, end) : this.#plainSink(element);
    if (selfClosing) this.#leave();
  }

  endTag(start: number, _nameStart: number, _nameEnd: number, end: number): void {
    if (this.#isSigned) return;
    this.#boundContent(start);
    this.#finishText(end - start <= this.#context.pendingTokenBytes);
    this.#leave();
  }

  text(start: number, end: number, kind: TextKind): void {
    this.#readProlog(start);
    this.#prologEnd = end;
    this.#boundContent(end);
    const unread = Math.max(start, this.#passed);
    if (unread < end) this.#sink.add(unread, end, kind === "cdata");
  }

  comment(start: number, end: number): void {
    this.#readProlog(start - COMMENT.length);
    this.#prologEnd = end;
    this.#boundContent(end);
    const unread = Math.max(start, this.#passed);
    if (unread < end && this.#sink === this.#stream.names) this.#sink.add(unread, end, false);
  }

  commentEnd(): void {}

  /**
   * Lets an unfinished token pass that is too long to be kept. Names are moved in comments and CDATA sections.
   *
   * @param start offset of the token
   */
  passUnfinished(start: number): void {
    const { window } = this.#stream;
    if (this.#passing.start !== start) {
      const head = window.slice(start, start + CDATA.length);
      const opening = [CDATA, COMMENT].find((mark) => head.startsWith(mark)) ?? "";
      this.#passing = { start, opening };
      this.#passed = start + opening.length;
      this.#giveUpContent();
    }
    const { opening } = this.#passing;
    if (opening === CDATA) this.text(this.#passed, window.end, "cdata");
    else if (opening === COMMENT) this.comment(this.#passed, window.end);
    this.#sink.pause();
    this.#passed = window.end;
    this.#prologEnd = window.end;
  }

  /** @returns undefined for a tag that is too long to be read */
  #readTag(end: number): StartTag | undefined {
    const start = this.#nameStart - 1;
    if (start < this.#passed || end - start > this.#context.pendingTokenBytes) return undefined;
    return this.#tagNamed(this.#stream.window.slice(this.#nameStart, this.#nameEnd).toLowerCase());
  }

  #tagNamed(name: string): StartTag {
    return new StartTag(name, this.#spans, (start, end) => this.#stream.window.slice(start, end));
  }

  #editTag(tag: StartTag, element: XmlElement): void {
    const { splice } = this.#stream;
    if (!isMarkup(element)) {
      editXmlTag({ tag, element, elements: this.#elements }, this.#context, splice);
      return;
    }
    const { name, scope } = element;
    editTag(this.#tagNamed(name), { ...this.#context, scope }, NESTED_HTML, splice);
    const base = name === "base" ? tag.value("href") : undefined;
    if (base !== undefined) scope.rebase(base);
  }

  #sinkOf(tag: StartTag, element: XmlElement, start: number): TextSink {
    const { window, splice, names } = this.#stream;
    if (isMarkup(element) && EMBEDDING.has(element.name)) {
      const rewriter = embeddedRewriter(this.#tagNamed(element.name), this.#context, NESTED_HTML);
      return rewriter ? new RewriterSink(rewriter, window, splice) : LEFT;
    }
    const treatment = treatmentOf(element.lexicon?.textOf(element.name), tag, this.#context);
    if (treatment === "names") return names;
    if (treatment === "leave") return LEFT;
    return new XmlContent(start, treatment, element.scope, this.#stream);
  }

  /** What takes the text that stands between an element's children. */
  #plainSink(element: XmlElement | undefined): TextSink {
    const kind = element?.lexicon?.textOf(element.name);
    const stays = kind === "never" || (kind === "identifier" && !this.#context.options.identifiers);
    return stays ? LEFT : this.#stream.names;
  }

  #leave(): void {
    this.#elements.close();
    this.#sink = this.#plainSink(this.#elements.current);
  }

  #finishText(isWhole: boolean): void {
    this.#sink.finish(isWhole);
    this.#stream.names.finish(isWhole);
  }

  /** A content that is longer than what may be held back is searched for names only. */
  #boundContent(end: number): void {
    if (end - this.#sink.holdFrom > this.#context.pendingTokenBytes) this.#giveUpContent();
  }

  #giveUpContent(): void {
    if (this.#sink.holdFrom === Number.POSITIVE_INFINITY) return;
    this.#sink.finish(false);
    this.#sink = this.#stream.names;
  }

  /** Stylesheets are named before the document element. */
  #readProlog(end: number): void {
    const start = this.#prologEnd;
    if (end <= start || this.#elements.hasRoot) return;
    const { window, splice, names } = this.#stream;
    names.finish(true);
    this.#prologEnd = end;
    xmlStylesheets(window.slice(start, end), this.#context.scope, shifted(splice, start));
  }
}

const COMMENT = "<!--";
const CDATA = "<![CDATA[";

/** Elements of HTML and SVG whose text is in another language in XML, too. */
const EMBEDDING: ReadonlySet<string> = new Set(["script", "style", "textarea"]);

function isMarkup({ lexicon }: XmlElement): boolean {
  return lexicon?.vocabulary.isMarkup ?? false;
}
