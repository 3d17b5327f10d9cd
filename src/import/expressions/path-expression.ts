import { alternatives } from "./alternatives.ts";

/** A regular expression that matches every path with one of some prefixes. */
export interface PathExpression {
  readonly prefixes: readonly string[];
  /** The capturing group for the text after the prefix. */
  readonly rest?: Rest;
}

interface Rest {
  /** From 1. */
  readonly group: number;
  /** The end of the prefix that is captured, too. */
  readonly holds: "" | "/";
}

/**
 * Reads patterns such as `^/app/(.*)$`, `^/(a|b)/` and `^/app(/.*)?$`.
 *
 * @returns undefined if the pattern does more than match a prefix
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
  /** The part of the prefix that the tail contains. */
  readonly adds: "" | "/";
  /** The capturing group, counted within the tail. */
  readonly rest?: Rest;
  readonly isWhole?: boolean;
}

/** Ends of patterns, after the prefix. */
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

/** Replaces one prefix by another. */
export interface Substitution {
  readonly from: string;
  readonly to: string;
}

/**
 * Reads a replacement with group references (`$1`) that only replaces one prefix by another.
 *
 * @returns undefined if it does anything else
 */
export function prefixSubstitution(pattern: string, replacement: string): Substitution | undefined {
  const { prefixes = [], rest } = readPathExpression(pattern) ?? {};
  const [from] = prefixes;
  const reference = `$${rest?.group}`;
  if (from === undefined || prefixes.length > 1 || !rest || !replacement.endsWith(reference)) return undefined;
  const to = replacement.slice(0, -reference.length) + rest.holds;
  return /\$\d/.test(to) ? undefined : { from, to };
}
