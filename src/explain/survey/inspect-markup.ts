import { embeddedType, type Syntax } from "../../body/media-types.ts";
import {
  type EmbeddedKind,
  embeddedKind,
  type NestedDocument,
  scriptType,
  whyEmbeddedStays,
} from "../../html/content/embedded.ts";
import { formText } from "../../html/content/form-text.ts";
import { DEEPEST_NESTING, type HtmlContext, nested } from "../../html/context.ts";
import type { DocumentObserver } from "../../html/observer.ts";
import type { StartTag } from "../../html/start-tag.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import { VALUES } from "../../values/table.ts";
import { shifted, type ValueRewriter } from "../../values/value.ts";
import type { Inspector, InspectorOf } from "./inspector.ts";
import type { Survey } from "./survey.ts";

/**
 * Inspects a document by observing the rewriter of its markup language.
 *
 * @param rewrite rewrites a whole document
 * @param inspectorOf the inspectors of embedded texts, by syntax
 */
export function inspectMarkup(rewrite: NestedDocument["whole"], inspectorOf: InspectorOf): Inspector {
  return (text, context, survey, offset) => {
    const observer = new MarkupObserver(inspectorOf, survey, offset);
    rewrite(text, { ...context, observer }, shifted(survey.splice, offset));
  };
}

/** Records one document's parts in a survey, and inspects its embedded texts. */
class MarkupObserver implements DocumentObserver {
  readonly #inspectorOf: InspectorOf;
  readonly #survey: Survey;
  readonly #offset: number;

  constructor(inspectorOf: InspectorOf, survey: Survey, offset: number) {
    this.#inspectorOf = inspectorOf;
    this.#survey = survey;
    this.#offset = offset;
  }

  attribute(tag: StartTag, index: number, treatment: string): void {
    const { valueStart, valueEnd } = tag.span(index);
    this.#survey.stretches.push({
      start: this.#offset + valueStart,
      end: this.#offset + valueEnd,
      element: tag.name,
      attribute: tag.attributeName(index),
      treatment,
    });
  }

  text(element: string, start: number, treatment: string): void {
    const end = Number.POSITIVE_INFINITY;
    this.#survey.stretches.push({ start: this.#offset + start, end, element, treatment });
  }

  embedded(start: number, tag: StartTag | undefined, context: HtmlContext): TextRewriter {
    let text = "";
    return {
      write: (piece) => {
        text += piece;
        return piece;
      },
      end: () => {
        this.#inspect(text, this.#offset + start, tag, context);
        return "";
      },
    };
  }

  #inspect(text: string, start: number, tag: StartTag | undefined, context: HtmlContext): void {
    const { treatment, rewriter, syntax } = tag ? elementText(tag, context) : commentText(text, context);
    this.#survey.stretches.push({ start, end: start + text.length, element: tag?.name ?? "!--", treatment });
    rewriter?.(text, context.scope, shifted(this.#survey.splice, start));
    if (syntax) this.#inspectorOf(syntax)(text, nested(context), this.#survey, start);
  }
}

/** How a text is read: by a rewriter, as a document, or not at all if it stays. */
interface Reading {
  readonly treatment: string;
  readonly rewriter?: ValueRewriter;
  readonly syntax?: Syntax;
}

/** As `embeddedRewriter` chooses. */
function elementText(tag: StartTag, context: HtmlContext): Reading {
  const reason = whyEmbeddedStays(tag, context);
  return reason ? { treatment: reason } : READINGS[embeddedKind(tag)](tag, context);
}

const READINGS = {
  script: () => ({ treatment: "script", rewriter: VALUES.script }),
  stylesheet: () => ({ treatment: "stylesheet", rewriter: VALUES.stylesheet }),
  text: () => ({ treatment: "text", rewriter: VALUES.text }),
  "form-value": () => ({ treatment: "form-text", rewriter: formText }),
  markup: () => ({ treatment: "markup", syntax: "html" }),
  data: (tag, { options }) => {
    const { syntax, family } = embeddedType(scriptType(tag));
    return options[family] ? { treatment: syntax, syntax } : { treatment: "off" };
  },
} as const satisfies Record<EmbeddedKind, (tag: StartTag, context: HtmlContext) => Reading>;

/** As `ConditionalComment` chooses. */
function commentText(text: string, { options, depth }: HtmlContext): Reading {
  if (text.startsWith("[if") && depth < DEEPEST_NESTING) return { treatment: "markup", syntax: "html" };
  return options.text ? { treatment: "text", rewriter: VALUES.text } : { treatment: "off" };
}
