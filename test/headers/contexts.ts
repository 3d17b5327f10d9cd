import { type RequestFieldContext, requestRules } from "../../src/headers/request-fields.ts";
import { type ResponseFieldContext, responseRules } from "../../src/headers/response-fields.ts";
import { resolveRewriteOptions } from "../../src/options.ts";
import { UrlMap } from "../../src/url/map.ts";
import { parsePlace } from "../../src/url/places/place.ts";
import { Scope } from "../../src/url/scope.ts";

export const TAG_SUFFIX = "-ro123456";

const INTERNAL = "http://legacy.internal:8080/";
const MOUNTED = "https://www.example.com/app/";
const OPTIONS = resolveRewriteOptions();

/** A response of the application, by default mounted under a path. */
export function responseContext(
  changes: Partial<ResponseFieldContext> = {},
  publicUrl = MOUNTED,
): ResponseFieldContext {
  const map = new UrlMap([{ public: publicUrl, internal: INTERNAL }]);
  const scope = new Scope(map, "toPublic", `${INTERNAL}dir/page`);
  return { rules: responseRules(OPTIONS), scope, bodyChanged: false, tagSuffix: TAG_SUFFIX, ...changes };
}

/** A request to the application, by default mounted under a path and from a client that nobody vouches for. */
export function requestContext(changes: Partial<RequestFieldContext> = {}): RequestFieldContext {
  const map = new UrlMap([
    { public: MOUNTED, internal: INTERNAL },
    { public: "https://www.example.com/", internal: "http://other.internal/" },
  ]);
  return {
    rules: requestRules(OPTIONS),
    scope: new Scope(map, "toInternal", `${MOUNTED}dir/page`),
    host: "legacy.internal:8080",
    isHostPublic: false,
    isPathPublic: false,
    forwarding: { address: "192.0.2.7", isTrusted: false, tells: "public", place: parsePlace(MOUNTED) },
    via: "1.1 reorigin",
    tagSuffix: TAG_SUFFIX,
    bodyChanged: false,
    narrowAcceptEncoding: (value) => value.replace(/,\s*dcb/, ""),
    ...changes,
  };
}
