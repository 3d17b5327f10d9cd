import { LiteralRewriter } from "../../literal/literals.ts";
import type { Splice } from "../../splice.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import { StylesheetRewriter } from "../../values/css/stylesheet.ts";
import { DEEPEST_NESTING, type HtmlContext, nested } from "../context.ts";
import type { StartTag } from "../start-tag.ts";
import type { StayReason } from "../stay-reasons.ts";
import { FormText } from "./form-text.ts";

/**
 * How the text of an element is read that is not the document's own markup: as a syntax, or
 * - "form-value": text that a user may submit
 * - "markup": a document of its own
 * - "data": a `<script>` with another media type
 */
export type EmbeddedKind = "script" | "stylesheet" | "text" | "form-value" | "markup" | "data";

type EmbeddedRule = EmbeddedKind | ((tag: StartTag) => EmbeddedKind);

/** The rewriters of documents inside the document. */
export interface NestedDocument {
  /** For the text of an element or a conditional comment, which comes in pieces. */
  readonly stream: (context: HtmlContext) => TextRewriter;
  /** For an attribute's value, which is complete. */
  readonly whole: (text: string, context: HtmlContext, splice: Splice) => void;
}

/** Elements whose text is in another language, is not parsed as markup, or may be submitted. */
const EMBEDDED: ReadonlyMap<string, EmbeddedRule> = new Map<string, EmbeddedRule>([
  ["script", scriptKind],
  ["style", "stylesheet"],
  ["title", "text"],
  ["textarea", "form-value"],
  ["option", optionKind],
  ["xmp", "text"],
  ["plaintext", "text"],
  ["noscript", "markup"],
  ["noframes", "markup"],
  ["noembed", "markup"],
  ["iframe", "markup"],
]);

/** Why a text stays; undefined when it is rewritten. */
const STAYS = {
  script: (tag, { options, hashed }) => (options.scripts ? ifHashed(tag, hashed.scripts) : "off"),
  stylesheet: (tag, { options, hashed }) => (options.css ? ifHashed(tag, hashed.styles) : "off"),
  text: (_tag, { options }) => (options.text ? undefined : "off"),
  "form-value": (_tag, { options }) => (options.forms ? undefined : "form-value"),
  markup: (_tag, { depth }) => (depth < DEEPEST_NESTING ? undefined : "nesting"),
  data: (tag, { hashed }) => {
    const type = scriptType(tag);
    if (COUNTED_TYPES.has(type)) return "length-prefixed";
    return RULE_TYPES.has(type) ? ifHashed(tag, hashed.scripts) : undefined;
  },
} as const satisfies Record<EmbeddedKind, (tag: StartTag, context: HtmlContext) => StayReason | undefined>;

const REWRITERS = {
  script: (_tag, { scope }) => new LiteralRewriter(scope, "script"),
  stylesheet: (_tag, { scope, pendingTokenBytes }) => new StylesheetRewriter(scope, pendingTokenBytes),
  text: (_tag, { scope }) => new LiteralRewriter(scope),
  "form-value": (_tag, context) => new FormText(context),
  markup: (_tag, context, document) => document.stream(nested(context)),
  data: (tag, context) => context.embedded(scriptType(tag)),
} as const satisfies Record<
  EmbeddedKind,
  (tag: StartTag, context: HtmlContext, document: NestedDocument) => TextRewriter | undefined
>;

/** The elements whose text is not the document's own markup. */
export const TEXT_ELEMENTS: readonly string[] = [...EMBEDDED.keys()];

/** Whether an element's text is not the document's own markup. */
export function embedsText(element: string): boolean {
  return EMBEDDED.has(element);
}

/** The kind of text of an element for which {@link embedsText} is true. */
export function embeddedKind(tag: StartTag): EmbeddedKind {
  const kind = EMBEDDED.get(tag.name) ?? "markup";
  return typeof kind === "function" ? kind(tag) : kind;
}

/** Why the text of such an element stays; undefined when it is rewritten. */
export function whyEmbeddedStays(tag: StartTag, context: HtmlContext): StayReason | undefined {
  return STAYS[embeddedKind(tag)](tag, context);
}

/** The rewriter for the text of such an element; undefined for text that stays. */
export function embeddedRewriter(
  tag: StartTag,
  context: HtmlContext,
  document: NestedDocument,
): TextRewriter | undefined {
  return whyEmbeddedStays(tag, context) ? undefined : REWRITERS[embeddedKind(tag)](tag, context, document);
}

/** `type` of scripts that browsers run, or once ran (https://mimesniff.spec.whatwg.org/#javascript-mime-type). */
const SCRIPT_TYPE =
  /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma|live|j|vb|type)script(?:1\.\d)?|text\/(?:babel|jsx|partytown))?$/;
/** `type` of templates: markup for scripts to use. */
const MARKUP_TYPE =
  /^(?:text|application)\/html$|template|tmpl|\b(?:dot|ejs|handlebars|jsrender|kendo|lodash|mustache|ractive|underscore)\b/;
/** Data that browsers act on, and to which a content security policy applies (https://html.spec.whatwg.org/#prepare-the-script-element). */
const RULE_TYPES: ReadonlySet<string> = new Set(["importmap", "speculationrules"]);
/** Data that states the length of its parts: the rows of React Server Components. */
const COUNTED_TYPES: ReadonlySet<string> = new Set(["text/x-component"]);

function scriptKind(tag: StartTag): EmbeddedKind {
  const type = scriptType(tag);
  if (SCRIPT_TYPE.test(type)) return "script";
  return MARKUP_TYPE.test(type) ? "markup" : "data";
}

/** The declared type of a script, in lower case: a media type without parameters, `module`, `importmap`, or "". */
export function scriptType(tag: StartTag): string {
  const language = tag.value("language") ?? "";
  const type = tag.value("type") ?? (language === "" ? "" : `text/${language}`);
  return (type.split(";", 1)[0] as string).trim().toLowerCase();
}

/** Without a `value`, an option's text is what a form submits. */
function optionKind(tag: StartTag): EmbeddedKind {
  return tag.has("value") ? "text" : "form-value";
}

/** A nonce allows a block regardless of its hash, so such a block may change. */
function ifHashed(tag: StartTag, hasHashes: boolean): StayReason | undefined {
  return hasHashes && !tag.has("nonce") ? "hashed" : undefined;
}
