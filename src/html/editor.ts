import { latin1Of } from "../latin1.ts";
import { LiteralRewriter } from "../literal/literals.ts";
import type { ByteSplice, Splice } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { policyHashes } from "../values/csp/policy-hashes.ts";
import { ConditionalComment } from "./content/conditional-comment.ts";
import {
  type EmbeddedKind,
  embeddedKind,
  embeddedRewriter,
  embedsText,
  type NestedDocument,
} from "./content/embedded.ts";
import { type Inner, InnerText } from "./content/inner-text.ts";
import { DEEPEST_NESTING, type HtmlContext, nested } from "./context.ts";
import { Interest } from "./interest.ts";
import type { DocumentObserver } from "./observer.ts";
import { Opening, visibleText } from "./opening.ts";
import type { TextKind, TokenHandler } from "./scanners/scanner.ts";
import { StartTag } from "./start-tag.ts";
import { editTag } from "./tag-edits.ts";
import { NameRun } from "./window/name-run.ts";
import type { NameWindow } from "./window/name-window.ts";
import type { Pieces } from "./window/pieces.ts";

/** Turns the tokens of one HTML document into splices of its text. */
export class HtmlEditor implements TokenHandler {
  #context: HtmlContext;
  readonly #window: NameWindow;
  readonly #interest: Interest;
  readonly #splice: Splice;
  readonly #document: NestedDocument;
  readonly #observer: DocumentObserver | undefined;

  readonly #read = (start: number, end: number): string => this.#window.slice(start, end);
  readonly #isNamed = (start: number, end: number): boolean => this.#interest.isNamed(start, end);
  readonly #isValue = (start: number, end: number): boolean => this.#interest.isValue(start, end);

  #tagName = "";
  #spans: number[] = [];
  #mayMove: boolean[] = [];
  /** Whether something in the tag may move. */
  #isTagOfInterest = false;
  /** Everything before this offset has passed unchanged, as a part of a tag that was too long. */
  #passedUntil = 0;
  #hasBase: boolean;
  /** Set until markup is inserted at the document's beginning. */
  #opening: Opening | undefined;

  /** The text of the current element, or a conditional comment. */
  readonly #inner: InnerText;
  #isInComment = false;

  /** Moves literal names in the document's own text and comments. */
  readonly #names: NameRun;

  /**
   * @param splice takes absolute offsets of the stream
   * @param document rewrites nested documents
   */
  constructor(context: HtmlContext, window: NameWindow, splice: Splice, document: NestedDocument) {
    this.#context = context;
    this.#window = window;
    this.#interest = new Interest(window, context);
    this.#splice = splice;
    this.#document = document;
    this.#observer = context.observer;
    this.#names = new NameRun(window, context.scope, splice);
    this.#inner = new InnerText(window, splice);
    // A nested document's base is not ours.
    this.#hasBase = context.depth > 0;
    this.#opening = context.opening && new Opening(context.opening, splice);
  }

  /**
   * Reports everything that is decided, because the stream pauses.
   *
   * @param end of the last token that was read, even if the scanner does not report it
   */
  pause(end: number): void {
    if (this.#inner.isOpen) this.#inner.pause(end);
    else this.#names.pause(end);
  }

  end(): void {
    this.#finishText(0);
  }

  /** Everything before `end` passes unchanged, because an unfinished tag is too long to be held back. */
  passUntil(end: number): void {
    this.#passedUntil = end;
  }

  doctype(): void {
    this.#opening?.doctype();
  }

  get maySkip(): boolean {
    return !(this.#inner.isOpen || this.#opening || this.#observer);
  }

  readonly skip = (from: number): number => {
    if (!this.maySkip) return from;
    this.finishNames();
    return this.skipIn(this.#window, from, (start, end, text) => this.#splice(start, end, latin1Of(text)));
  };

  /**
   * Like {@link skip}, for text that is not in the window. Before, {@link maySkip} must be true, and all splices so far taken.
   *
   * @param splice see {@link SkimHints.splice}
   */
  skipIn(pieces: Pieces, from: number, splice: ByteSplice): number {
    return this.#interest.next(from, pieces, splice);
  }

  /** Splices must be in order, and those of the text before a token that is skipped are reported when it ends. */
  finishNames(): void {
    this.#names.finish();
  }

  startTag(nameStart: number, nameEnd: number, end: number): boolean {
    this.#finishText(nameStart - 1);
    if (this.#opening) this.#open(nameStart - 1, this.#window.slice(nameStart, nameEnd).toLowerCase());
    this.#isTagOfInterest = false;
    if (nameStart <= this.#passedUntil) return false;
    if (!this.#observer && !this.#interest.isTag(nameStart, nameEnd, end)) return false;
    this.#tagName = this.#window.slice(nameStart, nameEnd).toLowerCase();
    this.#spans = [];
    this.#mayMove = [];
    if (this.#tagName.endsWith(":") && URL_IN_BRACKETS.test(this.#tagName)) {
      if (this.#context.options.text) this.#names.add(nameStart, end);
      return false;
    }
    this.#isTagOfInterest = this.#observer !== undefined || this.#interest.isElement(this.#tagName);
    return true;
  }

  attribute(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    this.#spans.push(nameStart, nameEnd, valueStart, valueEnd);
    const mayMove = this.#interest.isValue(valueStart, valueEnd);
    this.#mayMove.push(mayMove);
    this.#isTagOfInterest ||= mayMove;
  }

  startTagEnd(end: number): void {
    if (!this.#isTagOfInterest) return;
    const tag = new StartTag(this.#tagName, this.#spans, this.#read);
    editTag(tag, this.#context, { document: this.#document, mayMove: this.#mayMove }, this.#splice);
    this.#followBase(tag);
    this.#followPolicy(tag);
    if (embedsText(tag.name)) this.#inner.open(this.#embedded(tag, end), end);
  }

  endTag(start: number): void {
    this.#finishText(start);
    if (this.#opening) this.#open(start);
  }

  text(start: number, end: number, _kind: TextKind): void {
    if (this.#opening && !this.#inner.isOpen) start = this.#openText(start, end);
    if (this.#inner.isOpen) this.#inner.extend(end);
    else if (this.#context.options.text) this.#names.add(start, end);
  }

  comment(start: number, end: number): void {
    if (!this.#isInComment) this.#enterComment(start);
    this.#isInComment = true;
    if (this.#inner.isOpen) this.#inner.extend(end);
    else if (this.#context.options.text) this.#names.add(start, end);
  }

  commentEnd(): void {
    this.#isInComment = false;
    this.#finishText(0);
  }

  /** @param name of a start tag; undefined for any other token */
  #open(start: number, name?: string): void {
    if (start < this.#passedUntil) return;
    const isOver = name === undefined ? this.#opening?.open(start) : this.#opening?.startTag(name, start);
    if (isOver) this.#opening = undefined;
  }

  /** @returns the start of the part that is not handled yet */
  #openText(start: number, end: number): number {
    const visible = visibleText(this.#window.slice(start, end));
    if (visible < 0) return start;
    if (this.#context.options.text) this.#names.add(start, start + visible);
    this.#names.finish();
    this.#open(start + visible);
    return start + visible;
  }

  #followBase(tag: StartTag): void {
    if (tag.name !== "base" || this.#hasBase) return;
    const href = tag.value("href");
    if (href === undefined) return;
    this.#hasBase = true;
    this.#context.scope.rebase(href);
  }

  #followPolicy(tag: StartTag): void {
    if (tag.name !== "meta" || tag.value("http-equiv")?.trim().toLowerCase() !== "content-security-policy") return;
    const { scripts, styles } = policyHashes([tag.value("content") ?? ""]);
    const { hashed } = this.#context;
    this.#context = {
      ...this.#context,
      hashed: { scripts: hashed.scripts || scripts, styles: hashed.styles || styles },
    };
  }

  #embedded(tag: StartTag, start: number): Inner {
    if (this.#observer) return watched(this.#observer.embedded(start, tag, this.#context));
    const context = this.#context;
    return {
      open: () => embeddedRewriter(tag, context, this.#document),
      mayMove: NAMED_KINDS.has(embeddedKind(tag)) ? this.#isNamed : this.#isValue,
    };
  }

  #enterComment(start: number): void {
    this.#finishText(start);
    if (this.#window.charAt(start) !== "[") return;
    const observed = this.#observer?.embedded(start, undefined, this.#context);
    const inner = { open: () => this.#conditionalComment(), mayMove: this.#isValue };
    this.#inner.open(observed ? watched(observed) : inner, start);
  }

  #conditionalComment(): TextRewriter {
    const { options, scope, depth } = this.#context;
    const plain = () => (options.text ? new LiteralRewriter(scope) : UNTOUCHED);
    const markup = () => this.#document.stream(nested(this.#context));
    return new ConditionalComment((is) => (is && depth < DEEPEST_NESTING ? markup() : plain()));
  }

  /** @param end offset of the next token; 0 if unknown */
  #finishText(end: number): void {
    this.#inner.close(end);
    this.#names.finish();
  }
}

function watched(rewriter: TextRewriter): Inner {
  return { open: () => rewriter, mayMove: () => true };
}

const UNTOUCHED: TextRewriter = { write: (text) => text, end: () => "" };
/** Kinds of text in which only literal names move. */
const NAMED_KINDS: ReadonlySet<EmbeddedKind> = new Set<EmbeddedKind>(["script", "text"]);
/** `<http://host/path>`, as people write it in mails, is a tag in HTML. */
const URL_IN_BRACKETS = /^(?:https?|wss?):/;
