import { LiteralRewriter } from "../literal/literals.ts";
import type { Splice } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { policyHashes } from "../values/policy-hashes.ts";
import { ConditionalComment } from "./conditional-comment.ts";
import { DEEPEST_NESTING, type HtmlContext, nested } from "./context.ts";
import { MAY_DISGUISE, mayDisguise, SLASH } from "./disguise.ts";
import { embeddedRewriter, embedsText, type NestedDocument } from "./embedded.ts";
import { NameRun } from "./name-run.ts";
import { NameSet } from "./name-set.ts";
import type { NameWindow } from "./name-window.ts";
import type { DocumentObserver } from "./observer.ts";
import { Opening, visibleText } from "./opening.ts";
import { READ_ELEMENTS } from "./read-elements.ts";
import type { TextKind, TokenHandler } from "./scanner.ts";
import { HOSTS_ARE_ADDRESSES, PATHS_MOVE, Skimmer } from "./skim/skimmer.ts";
import { StartTag } from "./start-tag.ts";
import { editTag } from "./tag-edits.ts";

/** Turns the tokens of one HTML document into splices of its text. */
export class HtmlEditor implements TokenHandler {
  #context: HtmlContext;
  readonly #window: NameWindow;
  readonly #skimmer: Skimmer;
  readonly #splice: Splice;
  readonly #document: NestedDocument;
  readonly #observer: DocumentObserver | undefined;

  readonly #read = (start: number, end: number): string => this.#window.slice(start, end);

  #tagName = "";
  #spans: number[] = [];
  /** Whether something in the tag may move. */
  #isTagOfInterest = false;
  /** What stands before this offset has passed, because it grew too long. */
  #passedUntil = 0;
  #hasBase: boolean;
  /** Until the document has begun, if markup goes before it. */
  #opening: Opening | undefined;

  /** What rewrites the text of the current element, or a conditional comment; undefined for the document's own text. */
  #inner: TextRewriter | undefined;
  #innerEnd = 0;
  #isInComment = false;

  /** Takes the document's own text and its comments. */
  readonly #names: NameRun;

  /**
   * @param splice takes absolute offsets of the stream
   * @param document what rewrites nested documents
   */
  constructor(context: HtmlContext, window: NameWindow, splice: Splice, document: NestedDocument) {
    this.#context = context;
    this.#window = window;
    this.#skimmer = new Skimmer(window);
    this.#splice = splice;
    this.#document = document;
    this.#observer = context.observer;
    this.#names = new NameRun(window, context.scope, splice);
    // A nested document's base is not ours.
    this.#hasBase = context.depth > 0;
    this.#opening = context.opening && new Opening(context.opening, splice);
  }

  /**
   * The stream pauses: everything that can be told must be told now.
   *
   * @param end of the last token that was read, which may be one that is not reported
   */
  pause(end: number): void {
    if (this.#inner) this.#pipe(this.#inner, end);
    else this.#names.pause(end);
  }

  end(): void {
    this.#finishText(this.#innerEnd);
  }

  /** An unfinished tag is too long to be kept: all that stands before `end` passes as it is. */
  passUntil(end: number): void {
    this.#passedUntil = end;
  }

  doctype(): void {
    this.#opening?.doctype();
  }

  readonly skip = (from: number): number => {
    if (this.#inner || this.#observer) return from;
    const { movesPaths, resolver } = this.#context.scope;
    return this.#skimmer.skim(from, (movesPaths ? PATHS_MOVE : 0) | (resolver.hasAddresses ? HOSTS_ARE_ADDRESSES : 0));
  };

  startTag(nameStart: number, nameEnd: number, end: number): boolean {
    this.#finishText(nameStart - 1);
    if (this.#opening) this.#open(nameStart - 1, this.#window.slice(nameStart, nameEnd).toLowerCase());
    this.#isTagOfInterest = false;
    if (nameStart <= this.#passedUntil || !this.#mayMatter(nameStart, nameEnd, end)) return false;
    this.#tagName = this.#window.slice(nameStart, nameEnd).toLowerCase();
    this.#spans = [];
    if (URL_IN_BRACKETS.test(this.#tagName)) {
      if (this.#context.options.text) this.#names.add(nameStart, end);
      return false;
    }
    this.#isTagOfInterest = this.#observer !== undefined || READ_NAMES.has(this.#tagName);
    return true;
  }

  attribute(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    this.#spans.push(nameStart, nameEnd, valueStart, valueEnd);
    this.#isTagOfInterest ||= this.#mayMove(valueStart, valueEnd);
  }

  startTagEnd(end: number): void {
    if (!this.#isTagOfInterest) return;
    const tag = new StartTag(this.#tagName, this.#spans, this.#read);
    editTag(tag, this.#context, this.#document, this.#splice);
    this.#followBase(tag);
    this.#followPolicy(tag);
    if (embedsText(tag.name)) this.#enter(this.#embedded(tag, end), end);
  }

  endTag(start: number): void {
    this.#finishText(start);
    if (this.#opening) this.#open(start);
  }

  text(start: number, end: number, _kind: TextKind): void {
    if (this.#opening && !this.#inner) start = this.#openText(start, end);
    if (this.#inner) this.#pipe(this.#inner, end);
    else if (this.#context.options.text) this.#names.add(start, end);
  }

  comment(start: number, end: number): void {
    if (!this.#isInComment) this.#enterComment(start);
    this.#isInComment = true;
    if (this.#inner) this.#pipe(this.#inner, end);
    else if (this.#context.options.text) this.#names.add(start, end);
  }

  commentEnd(): void {
    this.#isInComment = false;
    this.#finishText(this.#innerEnd);
  }

  /** Whether a tag has to be read: told by a look at its chars. */
  #mayMatter(nameStart: number, nameEnd: number, end: number): boolean {
    const window = this.#window;
    if (this.#observer !== undefined || window.hasName(nameStart, end)) return true;
    if (READ_NAMES.mayHave(nameEnd - nameStart, window.charCodeAt(nameStart))) return true;
    return (window.flags(nameEnd, end) & this.#telling) !== 0;
  }

  /** Whether a value could name or lead to a place that moves. */
  #mayMove(start: number, end: number): boolean {
    if (start === end) return false;
    const window = this.#window;
    if (window.hasName(start, end)) return true;
    const flags = window.flags(start, end) & this.#telling;
    return (flags & SLASH) !== 0 || (flags !== 0 && mayDisguise(window.slice(start, end)));
  }

  /** The flags of chars that tell of something that may move. An address has many spellings; below a mount, paths move. */
  get #telling(): number {
    const { movesPaths, resolver } = this.#context.scope;
    return movesPaths || resolver.hasAddresses ? MAY_DISGUISE | SLASH : MAY_DISGUISE;
  }

  /** @param name of a start tag */
  #open(start: number, name?: string): void {
    if (start < this.#passedUntil) return;
    const isOver = name === undefined ? this.#opening?.open(start) : this.#opening?.startTag(name, start);
    if (isOver) this.#opening = undefined;
  }

  /** @returns where the text goes on */
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

  #embedded(tag: StartTag, start: number): TextRewriter | undefined {
    if (this.#observer) return this.#observer.embedded(start, tag, this.#context);
    return embeddedRewriter(tag, this.#context, this.#document);
  }

  #enter(rewriter: TextRewriter | undefined, at: number): void {
    this.#inner = rewriter ?? UNTOUCHED;
    this.#innerEnd = at;
  }

  #enterComment(start: number): void {
    this.#finishText(start);
    if (this.#window.charAt(start) !== "[") return;
    const observed = this.#observer?.embedded(start, undefined, this.#context);
    this.#enter(observed ?? this.#conditionalComment(), start);
  }

  #conditionalComment(): TextRewriter {
    const { options, scope, depth } = this.#context;
    const plain = () => (options.text ? new LiteralRewriter(scope) : UNTOUCHED);
    const markup = () => this.#document.stream(nested(this.#context));
    return new ConditionalComment((is) => (is && depth < DEEPEST_NESTING ? markup() : plain()));
  }

  /** Sends all that stands before an offset through; marks that are not reported, too, so that the order is kept. */
  #pipe(inner: TextRewriter, end: number): void {
    const start = this.#innerEnd;
    if (start >= end) return;
    this.#innerEnd = end;
    if (inner === UNTOUCHED) return;
    const text = this.#window.slice(start, end);
    const output = inner.write(text);
    if (output !== text) this.#splice(start, end, output);
  }

  /** @param end offset of the token that comes */
  #finishText(end: number): void {
    if (this.#inner) {
      this.#pipe(this.#inner, end);
      const tail = this.#inner.end();
      if (tail !== "") this.#splice(this.#innerEnd, this.#innerEnd, tail);
      this.#inner = undefined;
    }
    this.#names.finish();
  }
}

const UNTOUCHED: TextRewriter = { write: (text) => text, end: () => "" };
/** `<http://host/path>`, as people write it in mails, is a tag to HTML. */
const URL_IN_BRACKETS = /^(?:https?|wss?):/;
const READ_NAMES = new NameSet(READ_ELEMENTS);
