import { alternatives } from "./alternatives.ts";

/** A regular expression that matches all that begins with one of some texts. */
export interface PathExpression {
  readonly prefixes: readonly string[];
  /** The group of what comes behind the prefix. */
  readonly rest?: Rest;
}

interface Rest {
  /** From 1. */
  readonly group: number;
  /** What of the prefix the group holds too. */
  readonly holds: "" | "/";
}

/**
 * Reads `^/app/(.*)$`, `^/(a|b)/`, `^/app(/.*)?$` and their like.
 *
 * @returns undefined when it is no matter of prefixes
 */
export function readPathExpression(expression: string): PathExpression | undefined {
  const pattern = expression.replace(/\(\?P?<\w+>/g, "(");
  const row = TAILS.find(({ tail }) => tail.test(pattern));
  if (!row) return undefined;
  const head = pattern.replace(row.tail, "").replace(/^\^\/\?/, "^/");
  const found = head.startsWith("^") || row.isWhole ? alternatives(head.slice(1)) : undefined;
  if (!found) return undefined;
  const prefixes = found.texts.map((text) => text + row.adds);
  return row.rest ? { prefixes, rest: { ...row.rest, group: found.groups + row.rest.group } } : { prefixes };
}

interface Tail {
  readonly tail: RegExp;
  /** What it adds to the prefix. */
  readonly adds: "" | "/";
  /** The group among its own. */
  readonly rest?: Rest;
  readonly isWhole?: boolean;
}

/** How patterns go on behind the prefix. */
const TAILS: readonly Tail[] = [
  { tail: /^\^?\(\.[*+]\)\$?$/, adds: "/", rest: { group: 1, holds: "/" }, isWhole: true },
  { tail: /^(?:\^\/\?|\/)\(\.[*+]\)\$?$/, adds: "/", rest: { group: 1, holds: "" }, isWhole: true },
  { tail: /\(\/\|\$\)\(\.[*+]\)\$?$/, adds: "/", rest: { group: 2, holds: "" } },
  { tail: /\((?:\?:)?\/\|\$\)$/, adds: "/" },
  { tail: /\(\/\.[*+]\)\??\$?$/, adds: "/", rest: { group: 1, holds: "/" } },
  { tail: /\(\.[*+]\)\$?$/, adds: "", rest: { group: 1, holds: "" } },
  { tail: /\.[*+]\$?$/, adds: "" },
  { tail: /(?<!\$)$/, adds: "" },
];

/** One prefix in place of another. */
export interface Substitution {
  readonly from: string;
  readonly to: string;
}

/**
 * What a replacement with group references (`$1`) comes to, when it only puts one prefix in place of another.
 *
 * @returns undefined when it does anything else
 */
export function prefixSubstitution(pattern: string, replacement: string): Substitution | undefined {
  const { prefixes = [], rest } = readPathExpression(pattern) ?? {};
  const [from] = prefixes;
  const reference = `$${rest?.group}`;
  if (from === undefined || prefixes.length > 1 || !rest || !replacement.endsWith(reference)) return undefined;
  const to = replacement.slice(0, -reference.length) + rest.holds;
  return /\$\d/.test(to) ? undefined : { from, to };
}
