import type { Splice } from "../splice.ts";
import { VALUES } from "../values/table.ts";
import { shifted, type ValueRewriter } from "../values/value.ts";
import { scopesOf } from "./attributes/codebase.ts";
import { dropsIntegrity } from "./attributes/integrity.ts";
import { treatmentOf } from "./attributes/treatment.ts";
import type { NestedDocument } from "./content/embedded.ts";
import { type HtmlContext, nested } from "./context.ts";
import { withReferences } from "./references.ts";
import type { StartTag } from "./start-tag.ts";
import { isStayReason } from "./stay-reasons.ts";

export interface TagHints {
  readonly document: NestedDocument;
  /** For each attribute, whether anything in its value could move. Default: true for all. */
  readonly mayMove?: readonly boolean[];
}

/** Reports changes of a start tag, in absolute offsets. */
export function editTag(tag: StartTag, context: HtmlContext, { document, mayMove }: TagHints, splice: Splice): void {
  const scopeOf = scopesOf(tag, context.scope);
  const isStale = dropsIntegrity(tag, context);
  for (let index = 0; index < tag.count; index++) {
    if (mayMove?.[index] === false && !isStale && !context.observer) continue;
    const raw = tag.rawValue(index);
    if (raw === "") continue;
    const treatment = treatmentOf(tag, index, context);
    context.observer?.attribute(tag, index, treatment);
    if (isStayReason(treatment)) continue;
    if (treatment === "integrity") {
      if (isStale) dropAttribute(tag, index, splice);
      continue;
    }
    const rewriter = treatment === "html" ? nestedDocument(context, document) : VALUES[treatment];
    const scope = scopeOf(index);
    withReferences(raw, tag.quote(index), shifted(splice, tag.valueStart(index)), (value, spliceValue) =>
      rewriter(value, scope, spliceValue),
    );
  }
}

function nestedDocument(context: HtmlContext, document: NestedDocument): ValueRewriter {
  return (value, _scope, splice) => document.whole(value, nested(context), splice);
}

/** Removes an attribute, and the char of white space before it unless the next attribute needs that. */
function dropAttribute(tag: StartTag, index: number, splice: Splice): void {
  const { nameStart, valueEnd } = tag.span(index);
  const end = valueEnd + tag.quote(index).length;
  const isSpaced = /[\s/>]/.test(tag.read(end, end + 1)) && /\s/.test(tag.read(nameStart - 1, nameStart));
  splice(isSpaced ? nameStart - 1 : nameStart, end, "");
}
