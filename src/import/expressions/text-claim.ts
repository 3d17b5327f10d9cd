import { alternatives } from "./alternatives.ts";
import { prefixSubstitution, type Substitution } from "./path-expression.ts";

/**
 * The URLs in a text replacement: `http://legacy/` and `/app/` if `href="http://legacy/` is replaced by `href="/app/`.
 *
 * @returns undefined if it replaces anything else
 */
export function urlsOf(from: string, to: string): Substitution | undefined {
  const lead = LEAD.exec(from)?.[0] ?? "";
  const isSameLead = to.startsWith(lead);
  const urls = { from: from.slice(lead.length), to: to.slice(lead.length) };
  const [internal, external] = [withoutEnd(urls.from, urls.to), withoutEnd(urls.to, urls.from)];
  return isSameLead && URL_START.test(internal) && URL_START.test(external)
    ? { from: internal, to: external }
    : undefined;
}

/** The same for a regular expression. */
export function urlsOfPattern(pattern: string, replacement: string): Substitution | undefined {
  const prefix = prefixSubstitution(pattern, replacement);
  if (prefix) return urlsOf(prefix.from, prefix.to);
  const [text, ...others] = alternatives(pattern.replace(/^\^/, ""))?.texts ?? [];
  return text !== undefined && others.length === 0 ? urlsOf(text, replacement) : undefined;
}

/** How a URL begins in markup or a stylesheet. */
const LEAD = /^(?:[\w:-]+=["']?|url\(["']?|["'])?/;
const URL_START = /^(?:https?:\/\/|\/)/;

/** A text without a final quote that both texts have. */
function withoutEnd(text: string, other: string): string {
  return /["')]$/.test(text) && text.at(-1) === other.at(-1) ? text.slice(0, -1) : text;
}
