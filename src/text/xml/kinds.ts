import type { HtmlContext } from "../../html/context.ts";
import type { StartTag } from "../../html/start-tag.ts";
import type { StayReason } from "../../html/stay-reasons.ts";
import type { ResolvedRewriteOptions } from "../../options.ts";
import { VALUES, type ValueKind } from "../../values/table.ts";
import type { ValueRewriter } from "../../values/value.ts";
import { nestedHtml } from "../nested.ts";
import type { XmlKind } from "./vocabulary.ts";

/** How a text or an attribute is rewritten, or why it stays. */
export type XmlTreatment = ValueKind | "html" | StayReason;

/** Kinds that depend on the other attributes of their element. */
const CONDITIONAL = {
  construct: (tag) => (isHtml(tag) ? "html" : undefined),
  permalink: (tag) => (tag.value("ispermalink") === "false" ? "identifier" : "url"),
} as const satisfies Partial<Record<XmlKind, (tag: StartTag) => XmlKind | undefined>>;

/** @param kind undefined for a place that no vocabulary lists */
export function xmlTreatmentOf(
  kind: XmlKind | undefined,
  tag: StartTag,
  options: ResolvedRewriteOptions,
): XmlTreatment {
  const plain = options.text ? "text" : "off";
  switch (kind) {
    case undefined:
      return plain;
    case "never":
      return "opaque";
    case "identifier":
      return options.identifiers ? plain : kind;
    case "base":
      return "reference";
    case "script":
      return options.scripts ? kind : "off";
    case "construct":
    case "permalink":
      return xmlTreatmentOf(CONDITIONAL[kind](tag), tag, options);
    default:
      return kind;
  }
}

export function xmlRewriter(treatment: Exclude<XmlTreatment, StayReason>, context: HtmlContext): ValueRewriter {
  return treatment === "html" ? nestedHtml(context) : VALUES[treatment];
}

/** RFC 4287 section 3.1.1, and its equivalents in drafts and Media RSS. */
function isHtml(tag: StartTag): boolean {
  const type = tag.value("type")?.trim().toLowerCase();
  return type === "html" || type === "text/html" || tag.value("mode") === "escaped";
}
