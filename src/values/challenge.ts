import { listOf, SPACE_SEPARATED } from "./combinators/list.ts";
import { quotedStrings } from "./combinators/quoted.ts";
import { url, urlIfNamed } from "./url.ts";
import type { ValueRewriter } from "./value.ts";

/**
 * Authentication challenges of one field line (RFC 9110 section 11.6.1).
 *
 * The realm of a Digest challenge is hashed into the response to it (RFC 7616 section 3.4.2), so a line with one keeps its
 * realms.
 */
export const challenge: ValueRewriter = (value, scope, splice) => {
  const rewrite = /(?:^|[\t ,])digest[\t ]/i.test(value) ? digest : bearer;
  rewrite(value, scope, splice);
};

const digest = quotedStrings({ domain: listOf(url, SPACE_SEPARATED) });

/** RFC 6750, RFC 9728, UMA, and the token service of container registries. */
const bearer = quotedStrings({
  realm: urlIfNamed,
  service: urlIfNamed,
  authorization_uri: url,
  resource_metadata: url,
  as_uri: url,
  error_uri: url,
});
