/**
 * What a page's content security policies (https://www.w3.org/TR/CSP3/) say about an inserted `<script src>`.
 *
 * All functions take values of fields, each of which may contain several policies, separated by commas.
 */

/** The first nonce that allows scripts; undefined when there is none. */
export function scriptNonce(fields: readonly string[]): string | undefined {
  for (const policy of policiesOf(fields)) {
    const nonce = scriptSources(policy)
      ?.words.map((word) => NONCE.exec(word)?.[1])
      .find(Boolean);
    if (nonce !== undefined) return nonce;
  }
  return undefined;
}

/** Whether no URL can be allowed: scripts do not run at all, or only those that trusted ones load. */
export function forbidsScripts(fields: readonly string[]): boolean {
  return policiesOf(fields).some((policy) => {
    const sandbox = directivesOf(policy).get("sandbox")?.words;
    if (sandbox && !sandbox.some((word) => word.toLowerCase() === "allow-scripts")) return true;
    const sources = scriptSources(policy)?.words;
    return sources !== undefined && !sources.some((word) => NONCE.test(word)) && isClosed(sources);
  });
}

/** The field, with the URL added to the script sources of each policy, unless they are closed or allow it already. */
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

/** Whether a source allows the inserted script: by its nonce, or because it has the page's origin. */
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

/** The directive for `<script>` elements; undefined when a policy does not restrict them. */
function scriptSources(policy: string): Directive | undefined {
  const directives = directivesOf(policy);
  return directives.get("script-src-elem") ?? directives.get("script-src") ?? directives.get("default-src");
}

/** By name in lower case. The first of several with one name counts. */
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
