import { PASS_REASONS, type PassReason } from "../body/plan.ts";
import { STAY_REASONS } from "../html/stay-reasons.ts";

/** Reasons why a finding stays, in words for people. */
export const LEFT_REASONS = {
  // Where a reference leads
  relative: "relative: it means the same on both sides",
  "same-path": "its path is the same on both sides",
  "foreign-base": "relative to a document that belongs to no route",
  public: "it is already public",
  foreign: "it leads to another server",
  "other-place": "it names an internal host, but with a port or path of no route",
  "other-scheme": "it is not an http URL",
  "no-url": "no browser would read it as a URL",

  // How a name is written
  "escaped-name": "letters of the name are escaped; that is understood in URL positions only",
  base64: "it is encoded in base64",
  "bare-name": "it may be part of something else than a host name",
  "way-back": "a form would not send it back unchanged",
  unread: "no rewriter reads this place, or it is part of a token longer than pendingTokenBytes",
  "unknown-field": "no rule covers this field (see the option fields)",

  files: "files are sent unchanged (see the option rewriteFiles)",

  ...STAY_REASONS,
  ...PASS_REASONS,
} as const;

export type LeftReason = keyof typeof LEFT_REASONS;

/** What becomes of a body: "rewritten", or why it passes unchanged. */
export type BodyOutcome = "rewritten" | PassReason | "files";

/** Findings unrelated to the map, shown only with `--all`. */
export const UNCONCERNED: ReadonlySet<LeftReason> = new Set([
  "relative",
  "same-path",
  "foreign-base",
  "foreign",
  "other-scheme",
  "no-url",
]);
