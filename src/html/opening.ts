import type { Splice } from "../splice.ts";

/** Markup to insert at the beginning of a document. */
export interface OpeningMarkup {
  readonly markup: string;
  /** Whether the text is known to be a document; if false, its doctype or first tags must show it. */
  readonly isDocument: boolean;
}

/**
 * Inserts markup before anything in a document that could run or be shown, but after the doctype, comments, and the start
 * tags of `html` and `head`. A text that begins like a fragment stays unchanged.
 *
 * The methods take tokens in order; they return whether there is nothing left to do.
 */
export class Opening {
  readonly #markup: string;
  readonly #splice: Splice;
  #isDocument: boolean;

  constructor({ markup, isDocument }: OpeningMarkup, splice: Splice) {
    this.#markup = markup;
    this.#isDocument = isDocument;
    this.#splice = splice;
  }

  doctype(): void {
    this.#isDocument = true;
  }

  /** @param name lower case */
  startTag(name: string, start: number): boolean {
    this.#isDocument ||= OF_DOCUMENTS.has(name);
    return !STRUCTURE.has(name) && this.open(start);
  }

  /** Any other token that counts: an end tag or visible text. */
  open(start: number): boolean {
    if (this.#isDocument) this.#splice(start, start, this.#markup);
    return true;
  }
}

/** Elements after whose start tags markup may still be inserted. */
const STRUCTURE: ReadonlySet<string> = new Set(["html", "head"]);
/** Elements that do not occur in fragments. */
const OF_DOCUMENTS: ReadonlySet<string> = new Set([...STRUCTURE, "body", "frameset", "title"]);

/**
 * The offset of the first visible ASCII char; -1 for none. Other chars, such as a byte order mark, do not count, because
 * nothing may be inserted between their bytes.
 */
export function visibleText(text: string): number {
  return text.search(/[!-~]/);
}
