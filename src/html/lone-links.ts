import type { ResolvedRewriteOptions } from "../options.ts";
import type { Splice } from "../splice.ts";
import { attributeRule } from "./attributes.ts";
import { mayHaveCodebase } from "./codebase.ts";
import type { HtmlContext } from "./context.ts";
import type { Interest } from "./interest.ts";
import type { NameWindow } from "./name-window.ts";
import { encodeFor } from "./references.ts";
import type { LoneValue } from "./skim/skim-memory.ts";
import { quoteOf } from "./start-tag.ts";

/**
 * Moves the only value of a tag that matters, without reading the tag, where that is a URL that begins like one that has been
 * read: with the same origin, or with a path from the root. Most values that move at all are.
 */
export class LoneLinks {
  readonly #window: NameWindow;
  readonly #interest: Interest;
  readonly #splice: Splice;

  /** @param splice takes offsets of the stream */
  constructor(window: NameWindow, interest: Interest, splice: Splice) {
    this.#window = window;
    this.#interest = interest;
    this.#splice = splice;
  }

  /** @returns whether nothing else is to be done for the tag */
  move(value: LoneValue, { scope, options }: HtmlContext): boolean {
    if (!options.html || !this.#isUrl(value, options)) return false;
    const { start, end } = value;
    const known = scope.known(this.#window.slice(start, end));
    if (known === undefined || !this.#isAll(value, start + known.end)) return false;
    const quote = quoteOf(this.#window.charAt(start - 1));
    for (const [from, to, text] of known.edits) this.#splice(start + from, start + to, encodeFor(quote, text));
    return true;
  }

  #isUrl(value: LoneValue, { attributes }: ResolvedRewriteOptions): boolean {
    const element = this.#window.slice(value.nameStart, value.nameEnd).toLowerCase();
    const name = this.#window.slice(value.attributeStart, value.attributeEnd).toLowerCase();
    if (Object.hasOwn(attributes, name) || mayHaveCodebase(element)) return false;
    return attributeRule(name, element) === "url";
  }

  /** Whether nothing but the beginning of the value, up to `moved`, could move. */
  #isAll({ nameStart, start, end, tagEnd, told }: LoneValue, moved: number): boolean {
    if (this.#window.hasName(nameStart, start) || this.#window.hasName(moved, tagEnd)) return false;
    return told === 0 || !this.#interest.mayName(moved, end);
  }
}
