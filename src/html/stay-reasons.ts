/** Why a part of a document stays, in words shown to users. */
export const STAY_REASONS = {
  opaque: "nothing here carries URLs",
  identifier: "it is an identifier that only looks like a URL (see the option identifiers)",
  "form-value": "a user may send it back (see the option forms)",
  "length-prefixed": "its parts state their own length",
  off: "the configuration turns this kind off",
  hashed: "a content security policy allows it by its hash",
  nesting: "it is nested in too many documents",
} as const;

export type StayReason = keyof typeof STAY_REASONS;

export function isStayReason(kind: string): kind is StayReason {
  return Object.hasOwn(STAY_REASONS, kind);
}
