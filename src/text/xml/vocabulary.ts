import type { ValueKind } from "../../values/table.ts";

/**
 * How an attribute value or the text of an element is read: as a syntax that carries URLs, or as
 * - `html`: a document, escaped or in CDATA sections;
 * - `construct`: HTML or plain text, depending on the attributes `type` and `mode` (RFC 4287 section 3.1);
 * - `permalink`: a URL, unless the attribute `isPermaLink` says that it is an identifier (RSS 2.0);
 * - `base`: the URL that references in this element are relative to;
 * - `identifier`: a name that looks like a URL; searched for literal names when the option `identifiers` is on;
 * - `never`: a name with a meaning for programs, which stays.
 */
export type XmlKind = ValueKind | "html" | "construct" | "permalink" | "base" | "identifier" | "never";

/** The places of URLs in one XML vocabulary. Names are compared case-insensitively, for documents written by hand. */
export interface XmlVocabulary {
  /**
   * Namespace names, without `http:` or `https:`; a final `*` matches any ending. If a prefix is not declared, it means the
   * vocabulary with the same name.
   */
  readonly namespaces: readonly string[];
  /** Names of document elements that identify the vocabulary of a document without namespaces. */
  readonly roots?: readonly string[];
  /** Elements and attributes are read as in HTML, by the table of src/html/attributes/attributes.ts. */
  readonly isMarkup?: true;
  /** From the first element of this vocabulary on, the document stays unchanged: a signature may cover all of it. */
  readonly isSigned?: true;
  /** `element@attribute`, `@attribute` of any element, `element` for its text. All others are plain text. */
  readonly places?: Readonly<Record<string, XmlKind>>;
}
