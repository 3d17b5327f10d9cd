/**
 * What a page's content security policies (https://www.w3.org/TR/CSP3/) say of a script that is put into it by its `src`.
 *
 * All functions take the values of fields, each of which may hold several policies, with commas between.
 */

/** The nonce that admits scripts; undefined when there is none. */
export function scriptNonce(fields: readonly string[]): string | undefined {
  for (const policy of policiesOf(fields)) {
    const nonce = scriptSources(policy)
      ?.words.map((word) => NONCE.exec(word)?.[1])
      .find(Boolean);
    if (nonce !== undefined) return nonce;
  }
  return undefined;
}

/** Whether no URL can be admitted: scripts do not run at all, or only those that trusted ones bring along. */
export function forbidsScripts(fields: readonly string[]): boolean {
  return policiesOf(fields).some((policy) => {
    const sandbox = directivesOf(policy).get("sandbox")?.words;
    if (sandbox && !sandbox.some((word) => word.toLowerCase() === "allow-scripts")) return true;
    const sources = scriptSources(policy)?.words;
    return sources !== undefined && !sources.some((word) => NONCE.test(word)) && isClosed(sources);
  });
}

/** The field, with the URL among the sources of scripts wherever they are limited and nothing else admits it. */
export function admitScript(field: string, url: string): string {
  return field
    .split(",")
    .map((policy) => {
      const sources = scriptSources(policy);
      if (
        sources === undefined ||
        isClosed(sources.words) ||
        sources.words.some((word) => admitsOwn(word) || word === url)
      )
        return policy;
      return `${policy.slice(0, sources.end)} ${url}${policy.slice(sources.end)}`;
    })
    .join(",");
}

const NONCE = /^'nonce-([\w+/=-]+)'$/i;

/** By its nonce, or as one of the page's own origin. */
function admitsOwn(word: string): boolean {
  return NONCE.test(word) || word.toLowerCase() === "'self'";
}

/** https://www.w3.org/TR/CSP3/#match-url-to-source-list, and section 6.7.1.1 on 'strict-dynamic'. */
function isClosed(words: readonly string[]): boolean {
  const lower = words.map((word) => word.toLowerCase());
  return lower.length === 0 || (lower.length === 1 && lower[0] === "'none'") || lower.includes("'strict-dynamic'");
}

function policiesOf(fields: readonly string[]): string[] {
  return fields.flatMap((field) => field.split(","));
}

interface Directive {
  readonly words: readonly string[];
  /** Offset in the policy where it ends. */
  readonly end: number;
}

/** The sources of elements that hold scripts; undefined when a policy does not limit them. */
function scriptSources(policy: string): Directive | undefined {
  const directives = directivesOf(policy);
  return directives.get("script-src-elem") ?? directives.get("script-src") ?? directives.get("default-src");
}

/** By name in lower case; of several of one name the first counts. */
function directivesOf(policy: string): ReadonlyMap<string, Directive> {
  const directives = new Map<string, Directive>();
  let end = -1;
  for (const directive of policy.split(";")) {
    end += directive.length + 1;
    const [name = "", ...words] = directive.trim().split(/[\t\n\f\r ]+/);
    const lower = name.toLowerCase();
    if (!directives.has(lower)) directives.set(lower, { words, end });
  }
  return directives;
}
