import { literals } from "../literal/literals.ts";
import { type Splice, spliced } from "../splice.ts";
import type { Scope } from "../url/scope.ts";
import { shifted, type ValueRewriter } from "./value.ts";

/** One URL reference, but none inside of it (https://url.spec.whatwg.org/#concept-url-parser). */
export const reference: ValueRewriter = (value, scope, splice) => scope.reference(value, splice);

/** One URL reference, and the URLs inside of its query, its fragment, or a path like `/fetch/http://…`. */
export const url: ValueRewriter = (value, scope, splice) => {
  const known = scope.known(value);
  if (known) {
    for (const edit of known.edits) splice(...edit);
    return nestedBehind(known.end, value, scope, splice);
  }
  const scheme = NESTING_SCHEME.exec(value);
  const nested = scheme && NESTING_SCHEMES[scheme[1]?.toLowerCase() as keyof typeof NESTING_SCHEMES];
  if (scheme && nested) return nested(value.slice(scheme[0].length), scope, shifted(splice, scheme[0].length));
  withNested(value, scope, splice, (tracked) => scope.reference(value, tracked));
};

/** The same, but only for a reference that names an origin: for values that may be something else than a URL. */
export const urlIfNamed: ValueRewriter = (value, scope, splice) => {
  withNested(value, scope, splice, (tracked) => scope.named(value, tracked));
};

/** A serialized origin, as in `Origin` or `Access-Control-Allow-Origin` (RFC 6454 section 6.2). */
export const origin: ValueRewriter = (value, scope, splice) => scope.origin(value, splice);

/** Script text. */
export const script: ValueRewriter = (value, scope, splice) => literals(value, scope, splice, "script");

/** Text of no known syntax. */
export const text: ValueRewriter = (value, scope, splice) => literals(value, scope, splice, "text");

/** Text that a user may submit: see `LiteralContext`. */
export const formText: ValueRewriter = (value, scope, splice) => literals(value, scope, splice, "form");

/** Schemes that are followed by another syntax. What follows other schemes stays. */
const NESTING_SCHEMES = {
  javascript: script,
  "view-source": url,
  jar: url,
  feed: url,
  webcal: url,
  webcals: url,
} as const satisfies Record<string, ValueRewriter>;
const NESTING_SCHEME = new RegExp(`^[\\0- ]*(${Object.keys(NESTING_SCHEMES).join("|")}):`, "i");

/**
 * Where another reference may begin: in the query or fragment, a path segment like `http:`, an argument of Office's
 * `ms-word:ofe|u|http:`.
 */
const NESTED = /[?#]|[/\\|]https?(?::|%3a)/i;

function withNested(value: string, scope: Scope, splice: Splice, report: (splice: Splice) => void): void {
  let moved = 0;
  report((start, end, replacement) => {
    moved = end;
    // If dot segments were resolved, the replacement contains the whole path, and any URL in it.
    const isNested = NESTED.test(replacement);
    splice(start, end, isNested ? spliced(replacement, (inner) => text(replacement, scope, inner)) : replacement);
  });
  nestedBehind(moved, value, scope, splice);
}

function nestedBehind(moved: number, value: string, scope: Scope, splice: Splice): void {
  if (!scope.resolver.nextName(value, moved)) return;
  const rest = value.slice(moved);
  const nested = rest.search(NESTED);
  if (nested !== -1) text(rest.slice(nested), scope, shifted(splice, moved + nested));
}
