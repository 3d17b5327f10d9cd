import { VALUES } from "../values/table.ts";
import type { ValueRewriter } from "../values/value.ts";

/**
 * A line of a text/cache-manifest: URLs between white space, in every section. Section names and settings are relative
 * references, which do not move (https://www.w3.org/TR/2014/REC-html5-20141028/browsers.html#manifests).
 */
export const cacheManifestLine: ValueRewriter = (line, scope, splice) =>
  VALUES[line.startsWith("#") ? "text" : "url-list"](line, scope, splice);
