/** Fields that are signatures under some schemes only. The scheme is at the start of the value. */
const SIGNATURE_SCHEMES: ReadonlyMap<string, RegExp> = new Map([
  // SigV4 and its relatives, OAuth 1.0 with a body hash, RFC 7616 section 3.4.3, drafts of RFC 9421
  ["authorization", /^[\t ]*(?:aws4|goog4|oauth[\t ].*body_hash|digest[\t ].*qop="?auth-int|signature[\t ])/i],
  // Not `UNSIGNED-PAYLOAD`
  ["x-amz-content-sha256", /^[\t ]*[\da-f]{64}[\t ]*$/i],
]);

/** RFC 9421, and what senders of webhooks use: `X-Hub-Signature-256`, `Stripe-Signature`, `X-Shopify-Hmac-Sha256`. */
const SIGNATURE_NAME = /(?:^|-)(?:signature|hmac)(?:-|$)/i;

/**
 * Whether a request's content is signed: the application would refuse changed bytes.
 *
 * @param raw names and values in turn
 */
export function isSigned(raw: readonly string[]): boolean {
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (SIGNATURE_NAME.test(name)) return true;
    if (SIGNATURE_SCHEMES.get(name.toLowerCase())?.test(raw[i + 1] as string)) return true;
  }
  return false;
}
