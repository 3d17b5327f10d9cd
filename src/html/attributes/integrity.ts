import type { ResolvedRewriteOptions } from "../../options.ts";
import type { HtmlContext } from "../context.ts";
import type { StartTag } from "../start-tag.ts";

/**
 * The option that controls whether resources of a destination are rewritten
 * (https://fetch.spec.whatwg.org/#concept-request-destination).
 */
const OPTIONS: ReadonlyMap<string, "scripts" | "css" | "json"> = new Map([
  ["script", "scripts"],
  ["style", "css"],
  ["json", "json"],
]);

/** Destinations whose resources are never rewritten. Those in neither table may be of any type. */
const UNTOUCHED: ReadonlySet<string> = new Set(["audio", "font", "image", "track", "video"]);

/** Elements that may have an `integrity` attribute, and the attribute with the resource's URL. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ["link", "href"],
  ["script", "src"],
]);

/**
 * Whether a tag's digest (https://www.w3.org/TR/SRI/) must be removed, because its resource passes through the proxy and
 * may be rewritten. Digests of foreign resources stay, as do all digests in pages sent to the application.
 */
export function dropsIntegrity(tag: StartTag, { scope, options }: HtmlContext): boolean {
  const source = SOURCES.get(tag.name);
  if (source === undefined || scope.direction !== "toPublic" || !tag.has("integrity")) return false;
  const reference = tag.value(source);
  const destination = tag.name === "script" ? "script" : linkDestination(tag);
  if (reference === undefined || destination === undefined) return false;
  return isRewritten(destination, options) && scope.covers(reference);
}

function isRewritten(destination: string, options: ResolvedRewriteOptions): boolean {
  if (UNTOUCHED.has(destination)) return false;
  const option = OPTIONS.get(destination);
  return option === undefined || options[option];
}

/** The destination of a link's resource; "" when unknown, undefined when no digest is checked. */
function linkDestination(tag: StartTag): string | undefined {
  const rel = tag.value("rel")?.toLowerCase().split(/\s+/) ?? [];
  const as = tag.value("as")?.trim().toLowerCase() ?? "";
  if (rel.includes("stylesheet")) return "style";
  if (rel.includes("modulepreload")) return as || "script";
  return rel.includes("preload") || rel.includes("prefetch") ? as : undefined;
}
