import type { StartTag } from "../start-tag.ts";
import type { AttributeKind } from "./attribute-kind.ts";

/** Attributes in which some lazy loaders expect a CSS background, others a URL. */
export const LAZY_BACKGROUNDS: readonly string[] = ["data-background", "data-background-image", "data-bg"];

const FUNCTION = /(?:url|image-set)\(/i;

/** The kind of an attribute of {@link LAZY_BACKGROUNDS}, by its value. */
export function lazyBackground(name: string): (tag: StartTag) => AttributeKind {
  return (tag) => (FUNCTION.test(tag.value(name) ?? "") ? "declarations" : "text");
}
