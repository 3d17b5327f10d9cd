import { detached } from "../../detached.ts";
import { LiteralRewriter } from "../../literal/literals.ts";
import { spliced } from "../../splice.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import type { ValueRewriter } from "../../values/value.ts";
import type { TextContext } from "../text-context.ts";
import type { JsonPath } from "./path.ts";
import { JsonScanner } from "./scanner.ts";
import { JsonStrings } from "./strings.ts";
import type { JsonVocabularyName } from "./vocabularies.ts";

/**
 * Rewrites JSON, and texts of several JSON values (NDJSON, RFC 7464 sequences), as it comes.
 *
 * Literal names are moved everywhere. Strings in the vocabulary are read by their kind, for example as whole URLs, even
 * relative ones, and held back until they are complete. Nothing is serialized again: escapes, white space, numbers and
 * errors stay as they are.
 */
export class JsonRewriter implements TextRewriter {
  readonly #context: TextContext;
  readonly #scanner: JsonScanner;
  readonly #strings: JsonStrings;
  #literals: LiteralRewriter;
  /** Rewrites the current string; undefined where only literal names are moved. */
  #rewriter: ValueRewriter | undefined;
  #held = "";
  #text = "";
  #cursor = 0;
  #output = "";

  constructor(context: TextContext, vocabulary: JsonVocabularyName = "json") {
    this.#context = context;
    this.#strings = new JsonStrings(context, vocabulary);
    this.#literals = new LiteralRewriter(context.scope, "text");
    this.#scanner = new JsonScanner({
      stringStart: (start, path) => this.#stringStart(start, path),
      stringEnd: (end, path) => this.#stringEnd(end, path),
    });
  }

  write(text: string): string {
    this.#text = text;
    this.#cursor = 0;
    this.#scanner.write(text);
    this.#take(text.length);
    const output = this.#output;
    this.#text = "";
    this.#output = "";
    return output === text ? text : output;
  }

  end(): string {
    return this.#literals.write(this.#held) + this.#literals.end();
  }

  #stringStart(start: number, path: JsonPath): void {
    const kind = this.#strings.kindAt(path);
    const rewriter = kind && this.#strings.rewriterOf(kind, path);
    if (!rewriter) return;
    this.#take(start);
    this.#output += this.#literals.end();
    this.#literals = new LiteralRewriter(this.#context.scope, "text");
    this.#rewriter = rewriter;
  }

  #stringEnd(end: number, path: JsonPath): void {
    this.#strings.follow(path);
    if (!this.#rewriter) return;
    this.#take(end);
    const { scope } = this.#context;
    this.#output += spliced(this.#held, (splice) => this.#rewriter?.(this.#held, scope, splice));
    this.#held = "";
    this.#rewriter = undefined;
  }

  /** Takes the text up to `end`: holds it back for the rewriter, or moves literal names in it. */
  #take(end: number): void {
    let text = this.#text.slice(this.#cursor, end);
    this.#cursor = end;
    if (this.#rewriter) {
      this.#held += detached(text);
      if (this.#held.length <= this.#context.pendingTokenBytes) return;
      text = this.#held;
      this.#held = "";
      this.#rewriter = undefined;
      this.#context.onOverrun?.();
    }
    this.#output += this.#literals.write(text);
  }
}
