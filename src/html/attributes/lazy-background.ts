import type { StartTag } from "../start-tag.ts";
import type { AttributeKind } from "./attribute-kind.ts";

/** Attributes in which some lazy loaders expect a background as CSS writes it, and others a URL. */
export const LAZY_BACKGROUNDS: readonly string[] = ["data-background", "data-background-image", "data-bg"];

const FUNCTION = /(?:url|image-set)\(/i;

/** What an attribute of {@link LAZY_BACKGROUNDS} is: its own value tells. */
export function lazyBackground(name: string): (tag: StartTag) => AttributeKind {
  return (tag) => (FUNCTION.test(tag.value(name) ?? "") ? "declarations" : "text");
}
