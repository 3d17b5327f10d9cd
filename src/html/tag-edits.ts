import type { ResolvedRewriteOptions } from "../options.ts";
import type { Splice } from "../splice.ts";
import { VALUES, type ValueKind } from "../values/table.ts";
import { shifted, type ValueRewriter } from "../values/value.ts";
import { type AttributeKind, attributeRule } from "./attributes.ts";
import { DEEPEST_NESTING, type HtmlContext, nested } from "./context.ts";
import type { NestedDocument } from "./embedded.ts";
import { dropsIntegrity } from "./integrity.ts";
import { withReferences } from "./references.ts";
import type { StartTag } from "./start-tag.ts";

/** Reports what changes in a start tag, in absolute offsets. */
export function editTag(tag: StartTag, context: HtmlContext, document: NestedDocument, splice: Splice): void {
  for (let index = 0; index < tag.count; index++) {
    const kind = kindOf(tag, index, context);
    if (kind === undefined) continue;
    if (kind === "integrity") {
      if (dropsIntegrity(tag, context)) dropAttribute(tag, index, splice);
      continue;
    }
    const { valueStart, valueEnd } = tag.span(index);
    const rewriter = kind === "html" ? nestedDocument(context, document) : VALUES[kind];
    withReferences(
      tag.read(valueStart, valueEnd),
      tag.quote(index),
      shifted(splice, valueStart),
      (value, spliceValue) => rewriter(value, context.scope, spliceValue),
    );
  }
}

/** The option that turns a kind of attribute off, where that is not `html`; and what it is treated as, if on. */
const FAMILIES: Partial<Record<AttributeKind, { option: keyof ResolvedRewriteOptions; as: ValueKind }>> = {
  declarations: { option: "css", as: "declarations" },
  script: { option: "scripts", as: "script" },
  text: { option: "text", as: "text" },
  "form-value": { option: "forms", as: "text" },
  identifier: { option: "identifiers", as: "text" },
  base: { option: "html", as: "reference" },
};

/** What an attribute is treated as; undefined when it stays. */
function kindOf(tag: StartTag, index: number, context: HtmlContext): ValueKind | "html" | "integrity" | undefined {
  const { valueStart, valueEnd } = tag.span(index);
  if (valueStart === valueEnd) return undefined;
  const { options } = context;
  const name = tag.attributeName(index);
  const rule = Object.hasOwn(options.attributes, name)
    ? (options.attributes[name] as ValueKind)
    : attributeRule(name, tag.name);
  const kind = typeof rule === "function" ? rule(tag) : rule;
  if (kind === "opaque") return undefined;
  if (kind === "script" && context.hashed.scripts) return undefined;
  if (kind === "declarations" && context.hashed.styles) return undefined;
  const family = FAMILIES[kind];
  if (family) return options[family.option] ? family.as : undefined;
  if (!options.html) return undefined;
  return kind as ValueKind | "html" | "integrity";
}

function nestedDocument(context: HtmlContext, document: NestedDocument): ValueRewriter {
  return (value, _scope, splice) => {
    if (context.depth < DEEPEST_NESTING) document.whole(value, nested(context), splice);
  };
}

/** Takes the attribute out of its tag, with the white space before it where more stands behind it. */
function dropAttribute(tag: StartTag, index: number, splice: Splice): void {
  const { nameStart, valueEnd } = tag.span(index);
  const end = valueEnd + tag.quote(index).length;
  const isSpaced = /[\s/>]/.test(tag.read(end, end + 1)) && /\s/.test(tag.read(nameStart - 1, nameStart));
  splice(isSpaced ? nameStart - 1 : nameStart, end, "");
}
