import type { ResolvedRewriteOptions } from "../../options.ts";
import type { HtmlContext } from "../context.ts";
import type { StartTag } from "../start-tag.ts";

/**
 * The options by which what is fetched for a destination is rewritten
 * (https://fetch.spec.whatwg.org/#concept-request-destination).
 */
const OPTIONS: ReadonlyMap<string, "scripts" | "css" | "json"> = new Map([
  ["script", "scripts"],
  ["style", "css"],
  ["json", "json"],
]);

/** Destinations of what is never rewritten; of others, nothing is known. */
const UNTOUCHED: ReadonlySet<string> = new Set(["audio", "font", "image", "track", "video"]);

/** Elements whose resource may have a digest, and where it is named. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ["link", "href"],
  ["script", "src"],
]);

/**
 * Whether a tag's digest must go, because the resource that it describes comes through us and is of a type that we rewrite
 * (https://www.w3.org/TR/SRI/). A digest of a foreign resource stays, and so does one in a page that is sent to the
 * application.
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

/** What a link's resource is fetched for; "" when nothing tells, undefined when it is fetched without a digest. */
function linkDestination(tag: StartTag): string | undefined {
  const rel = tag.value("rel")?.toLowerCase().split(/\s+/) ?? [];
  const as = tag.value("as")?.trim().toLowerCase() ?? "";
  if (rel.includes("stylesheet")) return "style";
  if (rel.includes("modulepreload")) return as || "script";
  return rel.includes("preload") || rel.includes("prefetch") ? as : undefined;
}
