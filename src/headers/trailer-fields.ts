import { mapResponseFields, type ResponseFieldContext } from "./response-fields.ts";

/**
 * Fields that mean nothing, or something dangerous, after the content: framing, routing, authentication, and what decides
 * how the content is read (RFC 9110 section 6.5.1).
 */
const NOT_IN_TRAILERS: ReadonlySet<string> = new Set([
  "age",
  "authorization",
  "cache-control",
  "content-encoding",
  "content-length",
  "content-range",
  "content-type",
  "expires",
  "host",
  "location",
  "max-forwards",
  "set-cookie",
  "trailer",
  "vary",
  "www-authenticate",
]);

/**
 * The fields of a trailer section as the client may see them.
 *
 * @param raw names and values in turn, as the upstream sent them; never changed
 */
export function mapTrailerFields(raw: readonly string[], context: ResponseFieldContext): string[] {
  const allowed: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (!NOT_IN_TRAILERS.has(name.toLowerCase())) allowed.push(name, raw[i + 1] as string);
  }
  return mapResponseFields(allowed, context);
}
