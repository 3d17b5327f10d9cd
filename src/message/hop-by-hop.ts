import { listedValue } from "./raw-fields.ts";

/**
 * Fields that belong to one connection, and where that is said. Neither a request's nor a response's goes any further.
 */
export const HOP_BY_HOP = {
  connection: "RFC 9110 section 7.6.1",
  "keep-alive": "RFC 9110 section 7.6.1",
  "proxy-connection": "RFC 9110 section 7.6.1",
  te: "RFC 9110 section 10.1.4",
  "transfer-encoding": "RFC 9112 section 6.1",
  upgrade: "RFC 9110 section 7.8",
  "http2-settings": "RFC 7540 section 3.2.1",
  "proxy-authenticate": "RFC 9110 section 11.7.1",
  "proxy-authorization": "RFC 9110 section 11.7.2",
  "proxy-authentication-info": "RFC 9110 section 11.7.3",
} as const satisfies Record<string, string>;

/**
 * Fields that no Connection field can take away, although nothing else is done to them: who nominates them wants to hide
 * something from the next hop. The same holds for every field that has a rule.
 */
export const END_TO_END: ReadonlySet<string> = new Set([
  "access-control-allow-credentials",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-expose-headers",
  "authorization",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "cookie",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "date",
  "expires",
  "if-modified-since",
  "if-unmodified-since",
  "pragma",
  "referrer-policy",
  "retry-after",
  "vary",
  "via",
  "x-content-type-options",
]);

/**
 * The fields that a message's Connection fields nominate, in lower case; undefined for none.
 *
 * @param raw names and values in turn
 */
export function nominatedFields(raw: readonly string[]): ReadonlySet<string> | undefined {
  const list = listedValue(raw, "connection")?.toLowerCase() ?? "";
  if (IMPLIED.has(list)) return undefined;
  const options = list.split(",").map((option) => option.trim());
  const nominated = options.filter((option) => !IMPLIED.has(option));
  return nominated.length === 0 ? undefined : new Set(nominated);
}

/** Connection options that are not field names, or are removed anyway. */
const IMPLIED: ReadonlySet<string> = new Set(["", "close", ...Object.keys(HOP_BY_HOP)]);
