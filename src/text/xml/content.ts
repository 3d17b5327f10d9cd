import type { TextKind } from "../../html/scanners/scanner.ts";
import type { TextWindow } from "../../html/window/text-window.ts";
import type { Splice } from "../../splice.ts";
import type { Scope } from "../../url/scope.ts";
import { unescaped, XML_ESCAPES } from "../../values/combinators/escapes.ts";
import { shifted, type ValueRewriter } from "../../values/value.ts";
import type { TextSink } from "../text-sink.ts";

/** The stream of the document that a content belongs to. */
export interface XmlStream {
  readonly window: TextWindow;
  /** Takes offsets of the stream. */
  readonly splice: Splice;
  /** Moves literal names, or nothing if the option `text` is off. */
  readonly names: TextSink;
}

/** A run of text without markup. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly kind: TextKind;
}

/** A run, decoded. */
interface Part {
  readonly text: string;
  /** Offsets in the decoded content. */
  readonly start: number;
  readonly end: number;
  /** Takes offsets of `text`. */
  readonly splice: Splice;
}

/**
 * The text of an element that is read as a whole, character references and CDATA sections decoded. It is held back until
 * the element ends. If the element contains anything else, only literal names are moved.
 */
export class XmlContent implements TextSink {
  readonly holdFrom: number;
  readonly #rewriter: ValueRewriter;
  readonly #scope: Scope;
  readonly #stream: XmlStream;
  readonly #runs: Run[] = [];

  /** @param start offset after the start tag */
  constructor(start: number, rewriter: ValueRewriter, scope: Scope, stream: XmlStream) {
    this.holdFrom = start;
    this.#rewriter = rewriter;
    this.#scope = scope;
    this.#stream = stream;
  }

  add(start: number, end: number, kind: TextKind): void {
    const last = this.#runs.at(-1);
    const continues = last !== undefined && last.end === start && last.kind !== "cdata" && kind !== "cdata";
    if (continues) this.#runs[this.#runs.length - 1] = { ...last, end };
    else this.#runs.push({ start, end, kind });
  }

  pause(): void {}

  finish(isWhole: boolean): void {
    if (isWhole) this.#rewrite();
    else for (const { start, end, kind } of this.#runs) this.#stream.names.add(start, end, kind);
  }

  /** The marks around CDATA sections stay. If a URL reaches across one, its replacement is put before the mark. */
  #rewrite(): void {
    const { window, splice } = this.#stream;
    const parts: Part[] = [];
    let text = "";
    for (const run of this.#runs) {
      const part = toPart(run, window.slice(run.start, run.end), splice, text.length);
      text += part.text;
      parts.push(part);
    }
    this.#rewriter(text, this.#scope, acrossParts(parts));
  }
}

function toPart(run: Run, raw: string, splice: Splice, start: number): Part {
  const rawSplice = shifted(splice, run.start);
  const value = run.kind === "cdata" ? { text: raw, splice: rawSplice } : unescaped(raw, XML_ESCAPES, rawSplice);
  return { ...value, start, end: start + value.text.length };
}

function acrossParts(parts: readonly Part[]): Splice {
  let first = 0;
  return (start, end, replacement) => {
    while (first < parts.length - 1 && (parts[first] as Part).end <= start) first++;
    for (const part of parts.slice(first)) {
      part.splice(Math.max(start, part.start) - part.start, Math.min(end, part.end) - part.start, replacement);
      if (end <= part.end) return;
      replacement = "";
    }
  };
}
