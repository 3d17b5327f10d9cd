import type { HtmlContext } from "../../html/context.ts";
import { withReferences } from "../../html/references.ts";
import type { StartTag } from "../../html/start-tag.ts";
import { isStayReason } from "../../html/stay-reasons.ts";
import type { Splice } from "../../splice.ts";
import { shifted } from "../../values/value.ts";
import type { XmlElement, XmlElements } from "./elements.ts";
import { xmlRewriter, xmlTreatmentOf } from "./kinds.ts";

/** An element, its start tag, and the open elements, which resolve its names. */
export interface OpenedElement {
  readonly tag: StartTag;
  readonly element: XmlElement;
  readonly elements: XmlElements;
}

/** Reports changes of the attributes of an element that is not HTML, SVG or MathML, in offsets of the stream. */
export function editXmlTag({ tag, element, elements }: OpenedElement, context: HtmlContext, splice: Splice): void {
  for (let index = 0; index < tag.count; index++) {
    const { valueStart, valueEnd } = tag.span(index);
    if (valueStart === valueEnd) continue;
    const kind = elements.attributeKind(element, tag.attributeName(index));
    const treatment = xmlTreatmentOf(kind, tag, context.options);
    context.observer?.attribute(tag, index, treatment);
    if (isStayReason(treatment)) continue;
    const rewriter = xmlRewriter(treatment, context);
    withReferences(
      tag.read(valueStart, valueEnd),
      tag.quote(index),
      shifted(splice, valueStart),
      (value, spliceValue) => rewriter(value, element.scope, spliceValue),
    );
  }
}
