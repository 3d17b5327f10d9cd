import type { StartTag } from "../start-tag.ts";
import type { AttributeKind } from "./attribute-kind.ts";

const LINKS: ReadonlySet<string> = new Set(["href", "xlink:href"]);

/**
 * What SVG animates an attribute to or from is what that attribute holds: a URL, or a presentation attribute's value
 * (https://svgwg.org/specs/animations/).
 */
export function animatedValue(tag: StartTag): AttributeKind {
  const target = tag.value("attributename")?.trim().toLowerCase() ?? "";
  return LINKS.has(target) ? "url" : "declarations";
}
