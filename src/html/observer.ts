import type { TextRewriter } from "../text-rewriter.ts";
import type { HtmlContext } from "./context.ts";
import type { StartTag } from "./start-tag.ts";

/**
 * Is told how the parts of one document are read, for those who want to know what was found. Offsets are the document's; a
 * treatment is a kind of value, or the reason why the part stays.
 */
export interface DocumentObserver {
  /** An attribute that has a value, before it is read. */
  attribute(tag: StartTag, index: number, treatment: string): void;
  /** In XML: the text of an element begins, or goes on behind a child. */
  text(element: string, start: number, treatment: string): void;
  /**
   * The text of an element begins that is not the document's own markup, or what may be a conditional comment (no tag).
   *
   * @returns what reads that text instead of a rewriter; it changes nothing
   */
  embedded(start: number, tag: StartTag | undefined, context: HtmlContext): TextRewriter;
}
