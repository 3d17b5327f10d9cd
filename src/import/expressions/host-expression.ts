import { isHost } from "../public-names.ts";
import { alternatives } from "./alternatives.ts";

/** The hosts that a regular expression matches. */
export interface HostExpression {
  /** Exact names, and wildcards such as `*.example.com`. */
  readonly names: readonly string[];
  /** Whether the pattern is anchored at both ends. If not, other hosts match, too. */
  readonly isExact: boolean;
}

/** @returns undefined if the pattern does not match a short list of hosts */
export function readHostExpression(pattern: string): HostExpression | undefined {
  const body = pattern.replace(/^\(\?i\)/, "");
  const end = TAIL.exec(body)?.index ?? body.length;
  const row = HEADS.find(({ head }) => head.test(body));
  if (!row) return undefined;
  const found = alternatives(body.slice(0, end).replace(row.head, ""));
  if (!found || found.texts.some((text) => !NAME.test(text))) return undefined;
  const names = row.leads.flatMap((lead) => found.texts.map((text) => lead + text.toLowerCase()));
  return names.every(isHost) ? { names, isExact: row.isExact && end < body.length } : undefined;
}

/** Beginnings of patterns, and what they put before the name. */
const HEADS: readonly { readonly head: RegExp; readonly leads: readonly string[]; readonly isExact: boolean }[] = [
  { head: /^\((?:\?:)?\^\|\\?\.\)/, leads: ["", "*."], isExact: true },
  { head: /^\^?\((?:\?P?<\w+>|\?:)?(?:\.|\[\^\.\]|\\w)[*+]\)\\?\./, leads: ["*."], isExact: true },
  { head: /^\^?(?:\.|\[\^\.\]|\\w)[*+]\\?\./, leads: ["*."], isExact: true },
  { head: /^\\\./, leads: ["*."], isExact: true },
  { head: /^\^/, leads: [""], isExact: true },
  { head: /^/, leads: [""], isExact: false },
];

/** The end of a pattern, with or without an optional port. */
const TAIL = /(?:\(:(?:\[0-9\]|\\d)[*+]\)\?)?\$$/;
const NAME = /^[\w-]+(?:\.[\w-]+)*(?::\d+)?$/;
