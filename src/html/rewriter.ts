import { ReoriginError } from "../errors.ts";
import type { ChunkSplice, Splice } from "../splice.ts";
import { type TextRewriter, writeAsText } from "../text-rewriter.ts";
import type { NestedDocument } from "./content/embedded.ts";
import type { HtmlContext } from "./context.ts";
import { HtmlEditor } from "./editor.ts";
import { type Scanner, type SteppingScanner, steppingScanner } from "./scanners/scanner.ts";
import { SCANNERS } from "./scanners/scanners.ts";
import { Cursor } from "./window/cursor.ts";
import { NameWindow } from "./window/name-window.ts";
import { Chunk } from "./window/pieces.ts";

/** How much of a chunk becomes a string at once: more each time, until a token ends. */
const SHORTEST_STEP_BYTES = 512;
const LONGEST_STEP_BYTES = 32_768;

/** Rewrites an HTML document as it comes. At most the scanner's unfinished token is held back. */
export class HtmlRewriter implements TextRewriter {
  readonly #window: NameWindow;
  readonly #cursor: Cursor;
  readonly #editor: HtmlEditor;
  readonly #scanner: Scanner;
  /** The same scanner, if it can stop between tokens. */
  readonly #stepper: SteppingScanner | undefined;
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
    this.#stepper = steppingScanner(this.#scanner);
  }

  write(text: string): string {
    this.#checkOpen("write to");
    this.#window.append(text);
    return this.#take(this.#scanner.write(text), text);
  }

  /** Only tokens that have to be read become strings, and what stands at both ends of the chunk. */
  writeBytes(bytes: Buffer, splice: ChunkSplice): void {
    this.#checkOpen("write to");
    if (this.#stepper) this.#writeSteps(this.#stepper, bytes, splice);
    else writeAsText(this, bytes, splice);
  }

  end(): string {
    this.#checkOpen("end");
    this.#isOver = true;
    this.#scanner.end();
    this.#editor.end();
    return this.#cursor.take(this.#window.end, "");
  }

  #checkOpen(action: string): void {
    if (this.#isOver) throw new ReoriginError("ERR_DEAD", `Cannot ${action} the HTML rewriter: it has ended`);
  }

  #take(decided: number, text: string): string {
    this.#editor.pause(decided);
    if (this.#window.end - decided > this.#pendingTokenBytes) {
      if (this.#overrun !== decided) this.#onOverrun();
      this.#overrun = decided;
      this.#editor.passUntil(this.#window.end);
      return this.#cursor.take(this.#window.end, text);
    }
    return this.#cursor.take(decided, text);
  }

  #writeSteps(scanner: SteppingScanner, bytes: Buffer, splice: ChunkSplice): void {
    const chunk = new Chunk(bytes, this.#window.end);
    let at = 0;
    let stepBytes = SHORTEST_STEP_BYTES;
    while (at < bytes.length) {
      const text = bytes.toString("latin1", at, at + stepBytes);
      const isAtToken = this.#step(scanner, text, at, splice);
      at = this.#window.end - chunk.start;
      stepBytes = isAtToken ? SHORTEST_STEP_BYTES : Math.min(stepBytes * 4, LONGEST_STEP_BYTES);
      if (isAtToken) at = this.#skip(scanner, chunk, splice);
    }
  }

  /**
   * Reads a text up to the end of the first token after which tokens may be skipped.
   *
   * @param at the offset of the text in the chunk
   * @returns whether there is such a token, before the end of the text
   */
  #step(scanner: SteppingScanner, text: string, at: number, splice: ChunkSplice): boolean {
    this.#window.append(text);
    const length = scanner.step(text);
    const isAtToken = length < text.length;
    const read = isAtToken ? text.slice(0, length) : text;
    this.#window.cut(this.#window.end - text.length + length);
    if (isAtToken) this.#editor.finishNames();
    const output = this.#take(scanner.decided, read);
    if (output !== read) splice(at, at + length, output);
    return isAtToken;
  }

  /** Skips tokens of a chunk. @returns the offset, in the chunk, of the first that has to be read */
  #skip(scanner: SteppingScanner, chunk: Chunk, splice: ChunkSplice): number {
    const { start } = chunk;
    const end = this.#editor.skipIn(chunk, this.#window.end, (from, to, bytes) => {
      splice(from - start, to - start, bytes);
    });
    scanner.skipTo(end);
    this.#window.skipTo(end);
    this.#cursor.skipTo(end);
    return end - start;
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
