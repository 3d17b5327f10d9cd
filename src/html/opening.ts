import type { Splice } from "../splice.ts";

/** Markup that a document begins with. */
export interface OpeningMarkup {
  readonly markup: string;
  /** Whether the text is known to be a document, and not a part of one. Default: its first tags tell. */
  readonly isDocument: boolean;
}

/**
 * Puts markup before the first thing in a document that could run or show: behind the doctype, comments, and the tags of
 * `html` and `head`. A text that begins like a part of a document stays as it is.
 *
 * The methods are told of tokens in their order, with their offsets; they return whether nothing is left to be done.
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

  /** Whatever else it is that stands there. */
  open(start: number): boolean {
    if (this.#isDocument) this.#splice(start, start, this.#markup);
    return true;
  }
}

/** Elements whose tags a script may stand behind and still be the first in `head`. */
const STRUCTURE: ReadonlySet<string> = new Set(["html", "head"]);
/** Elements that are in no part of a document: a fragment loses their tags. */
const OF_DOCUMENTS: ReadonlySet<string> = new Set([...STRUCTURE, "body", "frameset", "title"]);

/**
 * Where a text begins that is more than white space; -1 for nowhere. A byte order mark does not count, nor do the other
 * chars beyond ASCII: nothing may come between their bytes.
 */
export function visibleText(text: string): number {
  return text.search(/[!-~]/);
}
