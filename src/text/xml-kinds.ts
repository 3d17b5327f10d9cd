import type { HtmlContext } from "../html/context.ts";
import type { StartTag } from "../html/start-tag.ts";
import { VALUES } from "../values/table.ts";
import type { ValueRewriter } from "../values/value.ts";
import { nestedHtml } from "./nested.ts";
import type { XmlKind } from "./xml-vocabulary.ts";

/** What a kind means where it stands: a rewriter; "names" for plain text; "leave" for what stays. */
export type Treatment = ValueRewriter | "names" | "leave";

/** Kinds that depend on the other attributes of their element. */
const CONDITIONAL = {
  construct: (tag) => (isHtml(tag) ? "html" : undefined),
  permalink: (tag) => (tag.value("ispermalink") === "false" ? "identifier" : "url"),
} as const satisfies Partial<Record<XmlKind, (tag: StartTag) => XmlKind | undefined>>;

/** @param kind undefined for what no vocabulary lists */
export function treatmentOf(kind: XmlKind | undefined, tag: StartTag, context: HtmlContext): Treatment {
  const plain = context.options.text ? "names" : "leave";
  switch (kind) {
    case undefined:
      return plain;
    case "never":
      return "leave";
    case "identifier":
      return context.options.identifiers ? plain : "leave";
    case "base":
      return VALUES.reference;
    case "script":
      return context.options.scripts ? VALUES.script : "leave";
    case "html":
      return nestedHtml(context);
    case "construct":
    case "permalink":
      return treatmentOf(CONDITIONAL[kind](tag), tag, context);
    default:
      return VALUES[kind];
  }
}

/** RFC 4287 section 3.1.1, and what drafts and Media RSS write instead. */
function isHtml(tag: StartTag): boolean {
  const type = tag.value("type")?.trim().toLowerCase();
  return type === "html" || type === "text/html" || tag.value("mode") === "escaped";
}
