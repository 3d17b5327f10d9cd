import { firstValue } from "../message/raw-fields.ts";
import { withSuffix } from "./entity-tag.ts";
import { drop, type FieldRule, type FieldTable } from "./field-rules.ts";

/** What the rules for fields that describe a body depend on. */
export interface BodyContext {
  /**
   * Whether the body differs from the sender's. The same for HEAD as for GET, and for a 304 as for the response that it
   * confirms.
   */
  readonly bodyChanged: boolean;
  /** See `entityTagSuffix`. */
  readonly tagSuffix: string;
}

/** A rule for rewritten bodies only. */
function ifChanged(rule: FieldRule<BodyContext>): FieldRule<BodyContext> {
  return (value, context, raw) => (context.bodyChanged ? rule(value, context, raw) : value);
}

/** Fields of any message that describe the exact bytes of its body, and are wrong for a rewritten one. */
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

/** The same, and the fields with which only responses describe their bodies. */
export const BODY_FIELDS = {
  ...CONTENT_FIELDS,
  "content-range": ifChanged(drop),
  etag: ifChanged((value, { tagSuffix }) => withSuffix(value, tagSuffix)),
  // The date does not change with the configuration. Alone, it would confirm a body made with an older one. Beside an entity
  // tag, it is not used as a validator (RFC 9110 section 13.2.2), so it stays as information.
  "last-modified": ifChanged((value, _, raw) => (firstValue(raw, "etag") !== undefined ? value : undefined)),
  // Offsets in the rewritten body are not those in the upstream's.
  "accept-ranges": ifChanged(() => "none"),
  // Rewriting removes `integrity` from references to resources that are rewritten, too.
  "integrity-policy": ifChanged(drop),
  "integrity-policy-report-only": ifChanged(drop),
} as const satisfies FieldTable<BodyContext>;
