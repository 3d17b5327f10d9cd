/**
 * A reference with only chars that a URI may contain (RFC 3986 section 2): each other octet is percent-encoded. All others
 * stay as written, percent signs included.
 *
 * @param reference chars are octets
 */
export function percentEncoded(reference: string): string {
  return reference.replace(FOREIGN, (char) => `%${Buffer.from(char, "latin1").toString("hex").toUpperCase()}`);
}

/** Neither unreserved nor reserved nor "%". */
const FOREIGN = /[^\w.~:/?#[\]@!$&'()*+,;=%-]/g;
