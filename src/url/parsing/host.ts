/**
 * The host as the WHATWG URL parser would write it (lower case, punycode, dotted IPv4, shortest IPv6), without the
 * trailing dot of an absolute DNS name; undefined when it is not a host.
 *
 * @param raw a host as written in a reference, IPv6 in brackets; non-ASCII either as chars or as a latin1 view of UTF-8
 */
export function normalizeHost(raw: string): string | undefined {
  if (SIMPLE_NAME.test(raw)) return withoutTrailingDot(raw.toLowerCase());
  if (raw === "") return undefined;
  const host = URL.parse(`http://${LATIN1_NON_ASCII.test(raw) ? fromLatin1View(raw) : raw}/`)?.hostname;
  return host ? withoutTrailingDot(host) : undefined;
}

/** A name that the URL parser would only lower-case: no escapes, and no last label that starts an IPv4 address. */
const SIMPLE_NAME = /^(?:[a-z0-9_-]+\.)*[a-z_-][a-z0-9_-]*\.?$/i;
const LATIN1_NON_ASCII = /^[\0-\xff]*[\x80-\xff]/;

function withoutTrailingDot(host: string): string {
  return host.endsWith(".") ? host.slice(0, -1) : host;
}

function fromLatin1View(text: string): string {
  try {
    return STRICT_UTF8.decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });
