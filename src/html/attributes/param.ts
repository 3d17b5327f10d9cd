import type { StartTag } from "../start-tag.ts";
import type { AttributeKind } from "./attribute-kind.ts";

/** Names of `<param>` that plug-ins read as one URL. */
export const URL_PARAMS: ReadonlySet<string> = new Set([
  "base",
  "codebase",
  "data",
  "filename",
  "href",
  "movie",
  "src",
  "url",
]);

/**
 * `<param value>`: a URL by its `valuetype` (HTML 4.01 section 13.3.2), most probably one by its name, else whatever it is:
 * a list of archives, `flashvars`.
 */
export function paramValue(tag: StartTag): AttributeKind {
  if (tag.value("valuetype")?.trim().toLowerCase() === "ref") return "url";
  return URL_PARAMS.has(tag.value("name")?.trim().toLowerCase() ?? "") ? "url-if-named" : "text";
}
