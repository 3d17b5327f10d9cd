import { embeddedKind, embeddedRewriter, whyEmbeddedStays } from "../../html/content/embedded.ts";
import type { HtmlContext } from "../../html/context.ts";
import type { TextKind, TokenHandler } from "../../html/scanners/scanner.ts";
import { StartTag } from "../../html/start-tag.ts";
import { isStayReason } from "../../html/stay-reasons.ts";
import { editTag } from "../../html/tag-edits.ts";
import { NameRun } from "../../html/window/name-run.ts";
import type { NameWindow } from "../../html/window/name-window.ts";
import type { Splice } from "../../splice.ts";
import { VALUES } from "../../values/table.ts";
import { shifted } from "../../values/value.ts";
import { NESTED_HTML, wholeValue } from "../nested.ts";
import { LEFT, type TextSink } from "../text-sink.ts";
import { XmlContent, type XmlStream } from "./content.ts";
import { type XmlElement, XmlElements } from "./elements.ts";
import { xmlRewriter, xmlTreatmentOf } from "./kinds.ts";
import { xmlStylesheet } from "./stylesheet.ts";
import { editXmlTag } from "./tag-edits.ts";
import { XmlText } from "./text.ts";

/** Turns the tokens of one XML document into splices of its text. */
export class XmlEditor implements TokenHandler {
  readonly #context: HtmlContext;
  readonly #stream: XmlStream;
  readonly #text: XmlText;
  readonly #elements: XmlElements;
  #nameStart = 0;
  #nameEnd = 0;
  #spans: number[] = [];
  /** Whether the document is signed: nothing changes any more. */
  #isSigned = false;

  /** @param splice takes offsets of the stream */
  constructor(context: HtmlContext, window: NameWindow, splice: Splice) {
    const names = context.options.text ? new NameRun(window, context.scope, splice) : LEFT;
    this.#context = context;
    this.#stream = { window, splice, names };
    this.#text = new XmlText(this.#stream, context);
    this.#elements = new XmlElements(context.scope);
  }

  /** The offset from which the text is still needed. */
  get holdFrom(): number {
    return this.#text.holdFrom;
  }

  /**
   * Reports everything that is decided, because the stream pauses.
   *
   * @param end of the last complete token, even if the scanner does not report it
   */
  pause(end: number): void {
    this.#text.pause(end);
  }

  /** See {@link XmlText.passUnfinished}. */
  passUnfinished(start: number): number {
    return this.#text.passUnfinished(start);
  }

  end(): void {
    this.#text.finish(false);
  }

  startTag(nameStart: number, nameEnd: number): boolean {
    this.#text.finish(false);
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
      this.#text.enter(LEFT);
      return;
    }
    if (tag) this.#editTag(tag, element);
    if (selfClosing) this.#leave();
    else this.#text.enter(tag ? this.#sinkOf(tag, element, end) : this.#stream.names);
  }

  endTag(start: number, _nameStart: number, _nameEnd: number, end: number): void {
    if (this.#isSigned) return;
    this.#text.bound(start);
    this.#text.finish(!this.#text.isLong(start, end));
    this.#leave();
  }

  text(start: number, end: number, kind: TextKind): void {
    this.#text.add(start, end, kind);
    if (kind === "cdata") this.#stream.names.finish(true);
  }

  comment(start: number, end: number): void {
    this.#text.addComment(start, end);
  }

  commentEnd(): void {
    this.#stream.names.finish(true);
  }

  instruction(start: number, end: number): void {
    const { window, splice, names } = this.#stream;
    if (this.#elements.hasRoot || start < this.#text.passed || this.#text.isLong(start, end)) return;
    names.finish(true);
    xmlStylesheet(window.slice(start, end), this.#context.scope, shifted(splice, start));
  }

  /** @returns undefined for a tag that is too long to be read */
  #readTag(end: number): StartTag | undefined {
    const start = this.#nameStart - 1;
    if (start < this.#text.passed || this.#text.isLong(start, end)) return undefined;
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
    editTag(this.#tagNamed(name), { ...this.#context, scope }, { document: NESTED_HTML }, splice);
    const base = name === "base" ? tag.value("href") : undefined;
    if (base !== undefined) scope.rebase(base);
  }

  #sinkOf(tag: StartTag, element: XmlElement, start: number): TextSink {
    const { names } = this.#stream;
    if (isMarkup(element) && EMBEDDING.has(element.name)) return this.#embeddedSink(element, start);
    const treatment = xmlTreatmentOf(element.lexicon?.textOf(element.name), tag, this.#context.options);
    this.#context.observer?.text(element.name, start, treatment);
    if (isStayReason(treatment)) return LEFT;
    if (treatment === "text") return names;
    return new XmlContent(start, xmlRewriter(treatment, this.#context), element.scope, this.#stream);
  }

  #embeddedSink({ name, scope }: XmlElement, start: number): TextSink {
    const tag = this.#tagNamed(name);
    const kind = embeddedKind(tag);
    const reason = whyEmbeddedStays(tag, this.#context);
    this.#context.observer?.text(name, start, reason ?? kind);
    if (reason) return LEFT;
    if (kind === "script" || kind === "stylesheet") return new XmlContent(start, VALUES[kind], scope, this.#stream);
    const rewriter = embeddedRewriter(tag, this.#context, NESTED_HTML);
    return rewriter ? new XmlContent(start, wholeValue(rewriter), scope, this.#stream) : LEFT;
  }

  /** The sink of the text between an element's children. */
  #plainSink(element: XmlElement | undefined): TextSink {
    const kind = element?.lexicon?.textOf(element.name);
    const stays = kind === "never" || (kind === "identifier" && !this.#context.options.identifiers);
    return stays ? LEFT : this.#stream.names;
  }

  #leave(): void {
    this.#elements.close();
    this.#text.enter(this.#plainSink(this.#elements.current));
  }
}

/** Elements of HTML and SVG whose text is not markup of the document in XML either. */
const EMBEDDING: ReadonlySet<string> = new Set(["script", "style", "textarea"]);

function isMarkup({ lexicon }: XmlElement): boolean {
  return lexicon?.vocabulary.isMarkup ?? false;
}
