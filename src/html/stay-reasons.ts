/** Why a part of a document stays as it is, in words for people. */
export const STAY_REASONS = {
  opaque: "it is nothing that carries URLs",
  identifier: "it is an identifier, which only looks like a URL (option identifiers)",
  "form-value": "it is what a user may send back (option forms)",
  "length-prefixed": "it says how long its parts are",
  off: "the configuration turns its kind off",
  hashed: "a content security policy allows it by its hash",
  nesting: "it is a document in too many others",
} as const;

export type StayReason = keyof typeof STAY_REASONS;

export function isStayReason(kind: string): kind is StayReason {
  return Object.hasOwn(STAY_REASONS, kind);
}
