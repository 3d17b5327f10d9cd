import type { ValueKind } from "../../values/table.ts";

/**
 * How an attribute value or the text of an element is read: as a syntax that carries URLs, or as
 * - `html`: a document, escaped or in CDATA sections;
 * - `construct`: what its attributes `type` and `mode` say (RFC 4287 section 3.1): HTML, or plain text;
 * - `permalink`: a URL, unless the attribute `isPermaLink` says that it is an identifier (RSS 2.0);
 * - `base`: the URL that references in this element are relative to;
 * - `identifier`: a name that looks like a URL; searched for literal names when the option `identifiers` is on;
 * - `never`: a name that means something to programs. It stays as it is.
 */
export type XmlKind = ValueKind | "html" | "construct" | "permalink" | "base" | "identifier" | "never";

/** Where the URLs of one XML vocabulary stand. Names are compared without regard to case, for documents written by hand. */
export interface XmlVocabulary {
  /**
   * Namespace names, without `http:` or `https:`; one that ends in `*` stands for all that begin so. Where none is
   * declared, elements with the vocabulary's own name as their prefix belong to it, too.
   */
  readonly namespaces: readonly string[];
  /** Document elements by which a document is known that declares no namespace. */
  readonly roots?: readonly string[];
  /** Elements and attributes are read as in HTML, by the table of src/html/attributes.ts. */
  readonly isMarkup?: true;
  /** From the first element of this vocabulary on, the document is left alone: a signature may be over all of it. */
  readonly isSigned?: true;
  /** `element@attribute`, `@attribute` of any element, `element` for its text. What is not listed is plain text. */
  readonly places?: Readonly<Record<string, XmlKind>>;
}
