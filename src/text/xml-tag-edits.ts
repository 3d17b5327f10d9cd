import type { HtmlContext } from "../html/context.ts";
import { withReferences } from "../html/references.ts";
import type { StartTag } from "../html/start-tag.ts";
import type { Splice } from "../splice.ts";
import { VALUES } from "../values/table.ts";
import { shifted } from "../values/value.ts";
import type { XmlElement, XmlElements } from "./xml-elements.ts";
import { treatmentOf } from "./xml-kinds.ts";

/** An element's start tag, and how its names are resolved. */
export interface OpenedElement {
  readonly tag: StartTag;
  readonly element: XmlElement;
  readonly elements: XmlElements;
}

/** Reports what changes in the attributes of an element that is no HTML, SVG or MathML; in offsets of the stream. */
export function editXmlTag({ tag, element, elements }: OpenedElement, context: HtmlContext, splice: Splice): void {
  for (let index = 0; index < tag.count; index++) {
    const { valueStart, valueEnd } = tag.span(index);
    if (valueStart === valueEnd) continue;
    const treatment = treatmentOf(elements.attributeKind(element, tag.attributeName(index)), tag, context);
    if (treatment === "leave") continue;
    const rewriter = treatment === "names" ? VALUES.text : treatment;
    withReferences(
      tag.read(valueStart, valueEnd),
      tag.quote(index),
      shifted(splice, valueStart),
      (value, spliceValue) => rewriter(value, element.scope, spliceValue),
    );
  }
}
