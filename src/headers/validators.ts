import { firstValue } from "../message/raw-fields.ts";
import { withSuffix } from "./entity-tag.ts";
import { drop, type FieldRule, type FieldTable } from "./field-rules.ts";

/** What the fields that describe a body must know of it. */
export interface BodyContext {
  /**
   * Whether the body is another one than its sender sent. The same for HEAD as for GET, and for a 304 as for the response
   * that it confirms.
   */
  readonly bodyChanged: boolean;
  /** See `entityTagSuffix`. */
  readonly tagSuffix: string;
}

/** A rule for rewritten bodies only. */
function ifChanged(rule: FieldRule<BodyContext>): FieldRule<BodyContext> {
  return (value, context, raw) => (context.bodyChanged ? rule(value, context, raw) : value);
}

/** Fields of any message that speak of the bytes of its body, which a rewritten one belies. */
export const CONTENT_FIELDS = {
  // Without a length the message is chunked, or ends with the connection.
  "content-length": ifChanged(drop),
  // Digests and signatures (RFC 9530, RFC 9421, RFC 3230, RFC 1864).
  "content-md5": ifChanged(drop),
  digest: ifChanged(drop),
  "content-digest": ifChanged(drop),
  "repr-digest": ifChanged(drop),
  "unencoded-digest": ifChanged(drop),
  signature: ifChanged(drop),
  "signature-input": ifChanged(drop),
} as const satisfies FieldTable<BodyContext>;

/** The same, and what else a response says of its body. */
export const BODY_FIELDS = {
  ...CONTENT_FIELDS,
  "content-range": ifChanged(drop),
  etag: ifChanged((value, { tagSuffix }) => withSuffix(value, tagSuffix)),
  // A date does not change with the configuration, so alone it would confirm what an older one made. Beside an entity tag
  // it is not asked (RFC 9110 section 13.2.2), and stays for who reads it.
  "last-modified": ifChanged((value, _, raw) => (firstValue(raw, "etag") !== undefined ? value : undefined)),
  // Offsets in the rewritten body are not those in the upstream's.
  "accept-ranges": ifChanged(() => "none"),
  // A rewritten document has no `integrity` on what is rewritten with it.
  "integrity-policy": ifChanged(drop),
  "integrity-policy-report-only": ifChanged(drop),
} as const satisfies FieldTable<BodyContext>;
