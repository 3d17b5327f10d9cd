import type { StartTag } from "../start-tag.ts";
import type { AttributeKind } from "./attribute-kind.ts";

const LINKS: ReadonlySet<string> = new Set(["href", "xlink:href"]);

/** `from`, `to` and `by` are values of the animated attribute, so they are read like it (https://svgwg.org/specs/animations/). */
export function animatedValue(tag: StartTag): AttributeKind {
  const target = tag.value("attributename")?.trim().toLowerCase() ?? "";
  return LINKS.has(target) ? "url" : "declarations";
}
