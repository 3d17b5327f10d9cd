import type { TextRewriter } from "../text-rewriter.ts";
import type { HtmlContext } from "./context.ts";
import type { StartTag } from "./start-tag.ts";

/**
 * Observes how the parts of one document are read. Offsets are the document's; a treatment is a kind of value, or the
 * reason why the part stays.
 */
export interface DocumentObserver {
  /** An attribute that has a value, before it is read. */
  attribute(tag: StartTag, index: number, treatment: string): void;
  /** In XML: the text of an element begins, or continues after a child. */
  text(element: string, start: number, treatment: string): void;
  /**
   * The text of an element that is not the document's own markup begins, or a comment that may be conditional (no tag).
   *
   * @returns what reads the text instead of its rewriter; it must not change anything
   */
  embedded(start: number, tag: StartTag | undefined, context: HtmlContext): TextRewriter;
}
