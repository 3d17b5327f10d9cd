import type { ResolvedRewriteOptions } from "../../options.ts";
import type { ValueKind } from "../../values/table.ts";
import { DEEPEST_NESTING, type HtmlContext } from "../context.ts";
import type { StartTag } from "../start-tag.ts";
import { isStayReason, type StayReason } from "../stay-reasons.ts";
import type { AttributeKind } from "./attribute-kind.ts";
import { attributeRule } from "./attributes.ts";

/** How an attribute is rewritten, or why it stays. */
export type Treatment = ValueKind | "html" | "integrity" | StayReason;

/** Kinds with an option other than `html`, and how they are rewritten when it is on. */
const FAMILIES: Partial<Record<AttributeKind, { option: keyof ResolvedRewriteOptions; as: ValueKind }>> = {
  declarations: { option: "css", as: "declarations" },
  script: { option: "scripts", as: "script" },
  text: { option: "text", as: "text" },
  "form-value": { option: "forms", as: "form-text" },
  identifier: { option: "identifiers", as: "text" },
  base: { option: "html", as: "reference" },
};

export function treatmentOf(tag: StartTag, index: number, context: HtmlContext): Treatment {
  const { options, hashed, depth } = context;
  const kind = kindOf(tag, index, options);
  if (kind === "opaque") return kind;
  if (kind === "script" && hashed.scripts) return "hashed";
  if (kind === "declarations" && hashed.styles) return "hashed";
  const family = FAMILIES[kind];
  if (family && options[family.option]) return family.as;
  if (isStayReason(kind)) return kind;
  if (family || !options.html) return "off";
  return kind === "html" && depth >= DEEPEST_NESTING ? "nesting" : (kind as Treatment);
}

function kindOf(tag: StartTag, index: number, { attributes }: ResolvedRewriteOptions): AttributeKind {
  const name = tag.attributeName(index);
  if (Object.hasOwn(attributes, name)) return attributes[name] as ValueKind;
  const rule = attributeRule(name, tag.name);
  return typeof rule === "function" ? rule(tag) : rule;
}
