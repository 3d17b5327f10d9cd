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
 * The fields of a trailer section that may stand there. Of hop-by-hop fields it knows nothing.
 *
 * @param raw names and values in turn, as the upstream sent them; never changed
 */
export function trailerFields(raw: readonly string[]): string[] {
  return raw.filter((_, i) => !NOT_IN_TRAILERS.has((raw[i - (i % 2)] as string).toLowerCase()));
}
