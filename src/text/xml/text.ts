import type { HtmlContext } from "../../html/context.ts";
import type { TextKind } from "../../html/scanners/scanner.ts";
import type { TextSink } from "../text-sink.ts";
import { UnfinishedToken } from "../unfinished-token.ts";
import type { XmlStream } from "./content.ts";

/** The longest content that is read as a whole. A longer one is only searched for literal names, and counted. */
export type XmlTextLimit = Pick<HtmlContext, "pendingTokenBytes" | "onOverrun">;

/**
 * The text of a document: everything between tags goes to the sink of its element.
 */
export class XmlText {
  readonly #stream: XmlStream;
  readonly #pendingTokenBytes: number;
  readonly #onOverrun: () => void;
  #sink: TextSink;
  #unfinished: UnfinishedToken | undefined;
  #passed = 0;

  constructor(stream: XmlStream, { pendingTokenBytes, onOverrun = () => {} }: XmlTextLimit) {
    this.#stream = stream;
    this.#pendingTokenBytes = pendingTokenBytes;
    this.#onOverrun = onOverrun;
    this.#sink = stream.names;
  }

  /** The offset from which the text is still needed. */
  get holdFrom(): number {
    return this.#sink.holdFrom ?? Number.POSITIVE_INFINITY;
  }

  /** Everything before this offset has passed, perhaps as a part of an incomplete token. */
  get passed(): number {
    return this.#passed;
  }

  /** Whether the text between two offsets is too long to be held back. */
  isLong(start: number, end: number): boolean {
    return end - start > this.#pendingTokenBytes;
  }

  /** Sets the sink of the following text, after a start or end tag. */
  enter(sink: TextSink): void {
    this.#sink = sink;
  }

  /** Ends the text before a tag. See {@link TextSink.finish}. */
  finish(isWhole: boolean): void {
    this.#sink.finish(isWhole);
    this.#stream.names.finish(isWhole);
  }

  /** See {@link TextSink.pause}. */
  pause(end: number): void {
    this.bound(end);
    this.#sink.pause(end);
  }

  add(start: number, end: number, kind: TextKind): void {
    this.bound(end);
    const unread = Math.max(start, this.#passed);
    if (unread < end) this.#sink.add(unread, end, kind);
  }

  /** Searches a comment for literal names, unless the text around it is treated otherwise. */
  addComment(start: number, end: number): void {
    this.bound(end);
    if (this.#sink === this.#stream.names) this.add(start, end, "data");
  }

  /** Gives up reading a content as a whole if it is too long, given that it reaches to `end`. */
  bound(end: number): void {
    if (this.isLong(this.holdFrom, end)) this.#giveUpContent();
  }

  /**
   * Passes an unfinished token that is too long to be held back. Literal names are moved in comments and CDATA sections.
   *
   * @param start offset of the token
   * @returns the offset up to which it has passed
   */
  passUnfinished(start: number): number {
    const { window, names } = this.#stream;
    if (this.#unfinished?.start !== start) {
      this.#unfinished = new UnfinishedToken(start, window);
      if (this.#unfinished.kind === "other") this.#onOverrun();
      this.#giveUpContent();
      names.finish(true);
    }
    const { kind } = this.#unfinished;
    const { start: from, end } = this.#unfinished.pass(window);
    if (kind === "cdata") this.add(from, end, kind);
    else if (kind === "comment") this.addComment(from, end);
    this.#sink.pause(end);
    this.#passed = end;
    return end;
  }

  #giveUpContent(): void {
    if (this.#sink.holdFrom === undefined) return;
    this.#onOverrun();
    this.#sink.finish(false);
    this.#sink = this.#stream.names;
  }
}
