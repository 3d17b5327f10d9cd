import type { StartTag } from "../start-tag.ts";
import type { AttributeKind } from "./attribute-kind.ts";

/**
 * Kinds of `content` by `http-equiv`: pragma directives (https://html.spec.whatwg.org/#pragma-directives), and names of
 * fields that old user agents read there.
 */
export const PRAGMAS = {
  refresh: "refresh",
  "content-security-policy": "csp",
  "content-security-policy-report-only": "csp",
  "x-content-security-policy": "csp",
  "x-webkit-csp": "csp",
  "set-cookie": "set-cookie",
  link: "link",
  "content-location": "url",
  "content-base": "url",
  "delegate-ch": "origin-list",
} as const satisfies Record<string, AttributeKind>;

/** Kinds of `content` by `name` or `property`, for lists and for URLs that may be root-relative. */
export const NAMES = {
  "msapplication-task": "task-pairs",
  "msapplication-config": "url",
  "msapplication-starturl": "url",
  "msapplication-tileimage": "url",
  "msapplication-square70x70logo": "url",
  "msapplication-square150x150logo": "url",
  "msapplication-square310x310logo": "url",
  "msapplication-wide310x150logo": "url",
  "msapplication-badge": "task-pairs",
  "msapplication-notification": "task-pairs",
  "apple-itunes-app": "app-pairs",
  referrer: "opaque",
} as const satisfies Record<string, AttributeKind>;

/** `<meta content>`: by pragma, by name, otherwise text that may be a URL (`og:url`, `twitter:image`, …). */
export function metaContent(tag: StartTag): AttributeKind {
  const pragma = tag.value("http-equiv")?.trim().toLowerCase() ?? "";
  if (Object.hasOwn(PRAGMAS, pragma)) return PRAGMAS[pragma as keyof typeof PRAGMAS];
  const name = (tag.value("name") ?? tag.value("property"))?.trim().toLowerCase() ?? "";
  if (Object.hasOwn(NAMES, name)) return NAMES[name as keyof typeof NAMES];
  return "text";
}
