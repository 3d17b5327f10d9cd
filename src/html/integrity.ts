import type { ResolvedRewriteOptions } from "../options.ts";
import type { HtmlContext } from "./context.ts";
import type { StartTag } from "./start-tag.ts";

/**
 * Whether what is fetched for a destination may be rewritten on its way
 * (https://fetch.spec.whatwg.org/#concept-request-destination). For a destination without a row, it may.
 */
const IS_REWRITTEN: Readonly<Record<string, (options: ResolvedRewriteOptions) => boolean>> = {
  script: ({ scripts }) => scripts,
  style: ({ css }) => css,
  json: ({ json }) => json,
  audio: () => false,
  font: () => false,
  image: () => false,
  track: () => false,
  video: () => false,
};

/**
 * Whether a digest must go, because the resource that it describes comes through us and is of a type that we rewrite
 * (https://www.w3.org/TR/SRI/). A digest of a foreign resource stays, and so does one in a document that is sent to the
 * application.
 */
export function dropsIntegrity(tag: StartTag, { scope, options }: HtmlContext): boolean {
  const reference = tag.value(tag.name === "script" ? "src" : "href");
  const destination = tag.name === "script" ? "script" : linkDestination(tag);
  if (reference === undefined || destination === undefined || scope.direction !== "toPublic") return false;
  const isRewritten = Object.hasOwn(IS_REWRITTEN, destination) ? IS_REWRITTEN[destination]?.(options) : true;
  return isRewritten === true && scope.covers(reference);
}

/** What a link's resource is fetched for; "" when nothing tells, undefined when it is fetched without a digest. */
function linkDestination(tag: StartTag): string | undefined {
  const rel = tag.value("rel")?.toLowerCase().split(/\s+/) ?? [];
  const as = tag.value("as")?.trim().toLowerCase() ?? "";
  if (rel.includes("stylesheet")) return "style";
  if (rel.includes("modulepreload")) return as || "script";
  return rel.includes("preload") || rel.includes("prefetch") ? as : undefined;
}
