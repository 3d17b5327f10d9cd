import type { AttributeKind } from "./attribute-kind.ts";
import type { StartTag } from "./start-tag.ts";

/** Names of `<param>` that plug-ins read as a URL. */
const URL_NAMES: ReadonlySet<string> = new Set(["movie", "src", "url", "href", "filename", "data", "base", "archive"]);

/** `<param value>`: a URL by its name or its `valuetype`, else whatever it is. */
export function paramValue(tag: StartTag): AttributeKind {
  const name = tag.value("name")?.toLowerCase() ?? "";
  const isReference = URL_NAMES.has(name) || tag.value("valuetype")?.toLowerCase() === "ref";
  return isReference ? "url-if-named" : "text";
}
