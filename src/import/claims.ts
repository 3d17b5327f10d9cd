import { UrlMap } from "../url/map.ts";
import { withoutLastSlashes } from "../url/parsing/path.ts";
import { originOf, parseTarget } from "../url/places/place.ts";
import { Scope } from "../url/scope.ts";
import type { Note, Statement } from "./directives/statement.ts";
import { readMonster } from "./monster.ts";
import type { ImportedRoute } from "./site.ts";

/** A directive that says how one internal name appears outside: in redirects, cookies or pages. */
export interface Claim {
  readonly statement: Statement;
  readonly kind: keyof typeof KINDS;
  readonly from: string;
  readonly to: string;
  /** The paths of the location around it, whose routes come first: a domain does not tell its path. */
  readonly paths?: readonly string[] | undefined;
}

interface Kind {
  /** What the map makes of the internal name. */
  readonly answer: (from: string, scope: Scope) => string;
  /** The alias that would make the map know the name; undefined when none would. */
  readonly alias: (from: string, internal: URL) => string | undefined;
  /** Equal for names that mean the same outside. */
  readonly key: (name: string, origin: string) => string;
}

const KINDS = {
  url: {
    answer: (from, scope) => scope.mapped(from),
    alias: (from) => (/^https?:\/\//.test(from) ? URL.parse(from)?.href : undefined),
    key: placeKey,
  },
  domain: {
    answer: (from, scope) => scope.domain(from) ?? "",
    alias: (from, { pathname }) => URL.parse(`http://${from.replace(/^\./, "")}${pathname}`)?.href,
    key: (domain) => domain.replace(/^\./, "").toLowerCase(),
  },
  host: {
    answer: (from, scope) => scope.authority(from),
    alias: (from, { pathname }) => URL.parse(`http://${from}${pathname}`)?.href,
    key: (authority) => URL.parse(`http://${authority}`)?.host ?? authority,
  },
  path: { answer: (from, scope) => scope.path(from), alias: () => undefined, key: placeKey },
} as const satisfies Record<string, Kind>;

/**
 * Holds claims against the map of all routes. What the map says anyway needs no word. A name that it does not know
 * becomes an alias, if that makes a route say it.
 *
 * @param own the routes of the site that claims
 * @returns notes about the other claims
 */
export function settleClaims(claims: readonly Claim[], own: readonly ImportedRoute[], map: UrlMap): Note[] {
  return domainsLast(claims).flatMap((claim) => {
    const from = withoutMonster(claim.from);
    if (from === claim.to || own.some((route) => isSaid(claim, from, route, map))) return [];
    const routes = own.toSorted((a, b) => Number(isAround(b, claim)) - Number(isAround(a, claim)));
    if (routes.some((route) => isSaid(claim, from, route, mapOf([route])))) return [];
    if (routes.some((route) => addAlias(claim, from, route, map))) return [];
    const { line, text } = claim.statement;
    return { line, text, reason: `no route makes "${claim.to}" of "${claim.from}"` };
  });
}

/** What says a URL tells more of a name than what only says a domain. */
function domainsLast(claims: readonly Claim[]): Claim[] {
  return claims.toSorted((a, b) => Number(a.kind === "domain") - Number(b.kind === "domain"));
}

function isAround({ public: [publicUrl = ""] }: ImportedRoute, { paths = [] }: Claim): boolean {
  return paths.some((path) => withoutLastSlashes(path) === parseTarget(publicUrl).path);
}

/** The map of some routes; files have no names of their own. */
export function mapOf(routes: readonly ImportedRoute[]): UrlMap {
  return new UrlMap(
    routes.flatMap((route) => {
      const internal = internalOf(route);
      return internal === undefined ? [] : { public: route.public, internal, aliases: route.aliases };
    }),
  );
}

function isSaid({ kind, to }: Claim, from: string, route: ImportedRoute, map: UrlMap): boolean {
  const internal = internalOf(route);
  if (internal === undefined) return false;
  const [publicUrl = ""] = route.public;
  const configured = parseTarget(publicUrl);
  const seen = { ...configured, host: configured.host.replace("*", SOME_LABEL) };
  const { answer, key } = KINDS[kind];
  const answered = answer(from, new Scope(map, "toPublic", internal, { configured, seen }));
  const base = originOf(seen);
  return answered !== from && key(answered, base) === key(to, base);
}

/** @returns whether the route says the claim now */
function addAlias(claim: Claim, from: string, route: ImportedRoute, map: UrlMap): boolean {
  const internal = internalOf(route);
  const alias = internal && KINDS[claim.kind].alias(from, new URL(internal));
  const isKnown = alias && new Scope(map, "toPublic").mapped(alias) !== alias;
  if (!alias || isKnown) return false;
  route.aliases.push(alias);
  if (isSaid(claim, from, route, mapOf([route]))) return true;
  route.aliases.pop();
  return false;
}

/** What the star of a pattern matches. */
const SOME_LABEL = "any";

function internalOf({ internal, upstream: [first] }: ImportedRoute): string | undefined {
  return internal ?? first;
}

/** A scheme and a slash at the end do not tell two places apart. */
function placeKey(name: string, origin: string): string {
  const url = URL.parse(name, origin);
  return url ? `${url.host}${url.pathname.replace(/\/$/, "")}` : name;
}

/** A URL of the application as it is without the public origin in its path. */
function withoutMonster(text: string): string {
  const [, origin = "", path = ""] = /^([a-z]+:\/\/[^/]+)(\/.*)$/.exec(text) ?? [];
  const monster = readMonster(path);
  return monster ? `${origin}${monster.root}/` : text;
}
