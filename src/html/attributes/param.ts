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
 * `<param value>`: a URL if its `valuetype` says so (HTML 4.01 section 13.3.2), most probably one if its name does,
 * otherwise anything, such as `flashvars`.
 */
export function paramValue(tag: StartTag): AttributeKind {
  if (tag.value("valuetype")?.trim().toLowerCase() === "ref") return "url";
  return URL_PARAMS.has(tag.value("name")?.trim().toLowerCase() ?? "") ? "url-if-named" : "text";
}
