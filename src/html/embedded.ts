import { LiteralRewriter } from "../literal/literals.ts";
import type { Splice } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { StylesheetRewriter } from "../values/stylesheet.ts";
import { DEEPEST_NESTING, type HtmlContext, nested } from "./context.ts";
import type { StartTag } from "./start-tag.ts";

/** Makes the rewriter of an element's text; undefined for text that stays. */
type EmbeddedRewriter = (tag: StartTag, context: HtmlContext, document: NestedDocument) => TextRewriter | undefined;

/** How documents inside the document are rewritten. */
export interface NestedDocument {
  /** One that comes in pieces: the text of an element, a conditional comment. */
  readonly stream: (context: HtmlContext) => TextRewriter;
  /** One that is there as a whole: an attribute's value. */
  readonly whole: (text: string, context: HtmlContext, splice: Splice) => void;
}

/** Elements whose text is in another language than HTML, or no markup. */
const EMBEDDED: ReadonlyMap<string, EmbeddedRewriter> = new Map<string, EmbeddedRewriter>([
  ["script", scriptText],
  [
    "style",
    (tag, context) => (context.options.css && !isHashed(tag, context.hashed.styles) ? stylesheet(context) : undefined),
  ],
  ["title", (_tag, context) => (context.options.text ? new LiteralRewriter(context.scope) : undefined)],
  ["textarea", (_tag, context) => (context.options.forms ? new LiteralRewriter(context.scope) : undefined)],
  ["xmp", (_tag, context) => (context.options.text ? new LiteralRewriter(context.scope) : undefined)],
  ["plaintext", (_tag, context) => (context.options.text ? new LiteralRewriter(context.scope) : undefined)],
  ["noscript", markup],
  ["noframes", markup],
  ["noembed", markup],
  ["iframe", markup],
]);

/** Whether an element's text is not the document's own markup. */
export function embedsText(element: string): boolean {
  return EMBEDDED.has(element);
}

/** The rewriter for the text of an element that {@link embedsText}. */
export function embeddedRewriter(
  tag: StartTag,
  context: HtmlContext,
  document: NestedDocument,
): TextRewriter | undefined {
  return EMBEDDED.get(tag.name)?.(tag, context, document);
}

/** `type` of a script that a browser runs, or once ran (https://mimesniff.spec.whatwg.org/#javascript-mime-type). */
const SCRIPT_TYPE =
  /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|live|j|vb)script(?:1\.\d)?|(?:java|vb|j)script)$/;
/** `type` of a script that holds markup for a script to use. */
const MARKUP_TYPE =
  /^(?:text|application)\/(?:html|template|ng-template|(?:x-)?(?:handlebars|mustache|jquery-tmpl|jsrender|underscore|kendo|dot|tmpl|template)(?:-template)?)$/;

function scriptText(tag: StartTag, context: HtmlContext, document: NestedDocument): TextRewriter | undefined {
  const type = (tag.value("type") ?? tag.value("language") ?? "").trim().toLowerCase();
  if (MARKUP_TYPE.test(type)) return markup(tag, context, document);
  if (!SCRIPT_TYPE.test(type)) return context.embedded(type);
  if (!context.options.scripts || isHashed(tag, context.hashed.scripts)) return undefined;
  return new LiteralRewriter(context.scope, "script");
}

function stylesheet({ scope }: HtmlContext): TextRewriter {
  return new StylesheetRewriter(scope);
}

function markup(_tag: StartTag, context: HtmlContext, document: NestedDocument): TextRewriter | undefined {
  return context.depth < DEEPEST_NESTING ? document.stream(nested(context)) : undefined;
}

/** A block with a nonce is allowed by that, whatever it holds. */
function isHashed(tag: StartTag, hasHashes: boolean): boolean {
  return hasHashes && !tag.has("nonce");
}
