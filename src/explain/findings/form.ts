import { colonAt, isBackslash, slashAt, slashesAt } from "../../literal/spelling.ts";

/** How a reference or a name is written. */
export type Form =
  | "absolute"
  | "scheme-relative"
  | "root-relative"
  | "relative"
  | "bare host"
  | "backslashes"
  | "JSON-escaped"
  | "unicode-escaped"
  | "hex-escaped"
  | "percent-encoded"
  | "percent-encoded twice"
  | "character references"
  | "CSS-escaped"
  | "escaped name"
  | "base64"
  | "other";

/** Escaped colons and slashes → the name of that form. */
const ESCAPED: readonly (readonly [RegExp, Form])[] = [
  [/^\\+\/$/, "JSON-escaped"],
  [/^\\+u/i, "unicode-escaped"],
  [/^\\+x/i, "hex-escaped"],
  [/^%25/, "percent-encoded twice"],
  [/^%/, "percent-encoded"],
  [/^&/, "character references"],
  [/^\\(?:0*(?:3a|2f) ?|:)$/i, "CSS-escaped"],
];

const ANY_SCHEME = /^[a-z][a-z0-9+.-]*/i;
const OUR_SCHEME = /^(?:https?|wss?)/i;

/** The form of the reference at the start of a raw text, in a URL position. */
export function referenceForm(raw: string): Form {
  return formOf(raw, ANY_SCHEME, "relative");
}

/** The form of the name at the start of a raw text, in a text position. */
export function nameForm(raw: string): Form {
  return formOf(raw, OUR_SCHEME, "bare host");
}

/** @param plain the form of a text without scheme and slashes */
function formOf(raw: string, schemes: RegExp, plain: Form): Form {
  const start = raw.trimStart();
  const scheme = schemes.exec(start)?.[0] ?? "";
  const colon = scheme === "" ? undefined : colonAt(start, scheme.length);
  const afterColon = colon === undefined ? start : start.slice(scheme.length + colon.length);
  const slashes = slashesAt(afterColon);
  const slash = slashes?.slice(0, slashes.length / 2) ?? slashAt(afterColon, 0, "");
  const escaped = escapedForm(colon) ?? escapedForm(slash);
  if (escaped && (colon !== undefined || slashes !== undefined)) return escaped;
  if (slashes !== undefined && isBackslash(slashes)) return "backslashes";
  if (colon !== undefined) return slashes === undefined && !OUR_SCHEME.test(scheme) ? "other" : "absolute";
  if (slashes !== undefined) return "scheme-relative";
  if (slash !== undefined) return "root-relative";
  return plain;
}

function escapedForm(char: string | undefined): Form | undefined {
  return char === undefined ? undefined : ESCAPED.find(([pattern]) => pattern.test(char))?.[1];
}
