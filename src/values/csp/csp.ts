import { spliced } from "../../splice.ts";
import { normalizeHost } from "../../url/parsing/host.ts";
import type { Scope } from "../../url/scope.ts";
import { listOf, SPACE_SEPARATED } from "../combinators/list.ts";
import { ruleOf } from "../combinators/quoted.ts";
import { url } from "../url.ts";
import { escaping, shifted, type ValueRewriter } from "../value.ts";

const words: ValueRewriter = () => {};
const sources = sourceList(movedSource);
/** Ancestors are compared as origins, so a path would match none. */
const ancestors = sourceList((source, scope) => movedSource(source.replace(/(?<=[^:/])\/.*/, ""), scope));

/** Directives whose value is not an ordinary list of sources. All others, even unknown ones, are read as such a list. */
const DIRECTIVES = {
  "report-uri": listOf(url, SPACE_SEPARATED),
  "frame-ancestors": ancestors,
  "report-to": words,
  sandbox: words,
  "trusted-types": words,
  "require-trusted-types-for": words,
  "plugin-types": words,
  referrer: words,
  "reflected-xss": words,
  webrtc: words,
} as const satisfies Record<string, ValueRewriter>;

/** Directives that the rewritten page could not satisfy, and when they are removed. */
const REMOVED: ReadonlyMap<string, (scope: Scope) => boolean> = new Map([
  // A public side without TLS cannot be upgraded to.
  ["upgrade-insecure-requests", (scope: Scope) => scope.target?.scheme === "http"],
  // Scripts and styles that may be rewritten lose their `integrity`.
  ["require-sri-for", () => true],
]);

/**
 * A content security policy, or several with commas between (https://www.w3.org/TR/CSP3/#grammardef-serialized-policy).
 *
 * A source moves with its path. Without a path, it means its whole origin and becomes the public origin. A host without a
 * scheme moves as `//host` would, and `:*` stands for the port that the map knows. Wildcard hosts (`*.internal`), schemes
 * (`https:`), keywords, nonces and hashes stay.
 */
export const csp: ValueRewriter = (value, scope, splice) => {
  for (const found of value.matchAll(DIRECTIVE)) {
    const [directive] = found;
    const name = NAME.exec(directive)?.[0] ?? "";
    const end = found.index + directive.length;
    if (scope.direction === "toPublic" && REMOVED.get(name.toLowerCase())?.(scope)) {
      splice(found.index, value[end] === ";" ? end + 1 : end, "");
      continue;
    }
    const rule = ruleOf(DIRECTIVES, name.toLowerCase()) ?? sources;
    const start = directive.indexOf(name) + name.length;
    rule(directive.slice(start), scope, escaping(shifted(splice, found.index + start), withoutDelimiters));
  }
};

const DIRECTIVE = /[^;,]+/g;
const NAME = /[^\t\n\f\r ]+/;

/** `;` would end the directive and `,` the policy. */
function withoutDelimiters(replacement: string): string {
  return replacement.replaceAll(";", "%3B").replaceAll(",", "%2C");
}

function sourceList(move: (source: string, scope: Scope) => string): ValueRewriter {
  return listOf((source, scope, splice) => {
    const moved = move(source, scope);
    if (moved !== source) splice(0, source.length, moved);
  }, SPACE_SEPARATED);
}

/** https://www.w3.org/TR/CSP3/#grammardef-host-source: scheme, host, port, path. */
const HOST_SOURCE = /^([a-z][a-z0-9+.-]*:\/\/)?(\[[^\]]*\]|[^/:]+)(:(?:\d+|\*))?(\/.*)?$/i;

function movedSource(source: string, scope: Scope): string {
  const [, scheme = "", host = "", port = "", path = ""] = HOST_SOURCE.exec(source) ?? [];
  const authority = host + (port === ":*" ? knownPort(host, scope) : port);
  if (path === "" || path === "/") {
    const origin = scheme + authority;
    const moved = scheme === "" ? scope.authority(origin) : spliced(origin, (splice) => scope.origin(origin, splice));
    return moved === origin ? source : moved;
  }
  const reference = `${scheme || "//"}${authority}${path}`;
  const moved = scope.mapped(reference);
  if (moved === reference) return source;
  return scheme === "" ? moved.slice(2) : moved;
}

function knownPort(host: string, scope: Scope): string {
  const name = normalizeHost(host);
  const port = name === undefined ? undefined : scope.resolver.movesOf(name)[0]?.source.port;
  return port === undefined ? ":*" : `:${port}`;
}
