import { UrlMap } from "../url/map.ts";
import { withoutLastSlashes } from "../url/parsing/path.ts";
import { originOf, parseTarget } from "../url/places/place.ts";
import { Scope } from "../url/scope.ts";
import type { Note, Statement } from "./directives/statement.ts";
import { readMonster } from "./monster.ts";
import type { ImportedRoute } from "./site.ts";

/** A directive that maps one internal name to a public one, in redirects, cookies or pages. */
export interface Claim {
  readonly statement: Statement;
  readonly kind: keyof typeof KINDS;
  readonly from: string;
  readonly to: string;
  /** The paths of the location around it. Their routes are tried first, because a domain has no path. */
  readonly paths?: readonly string[] | undefined;
}

interface Kind {
  /** The map's public form of the internal name. */
  readonly answer: (from: string, scope: Scope) => string;
  /** The alias with which the map would know the name; undefined if there is none. */
  readonly alias: (from: string, internal: URL) => string | undefined;
  /** A key that is equal for public names with the same meaning. */
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
 * Compares claims with the map of all routes. Claims that the map already fulfils need nothing. An unknown name becomes an
 * alias, if a route then fulfils the claim.
 *
 * @param own the routes of the claims' site
 * @returns notes about unfulfilled claims
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

/** Claims about URLs come first, because they say more than those about domains. */
function domainsLast(claims: readonly Claim[]): Claim[] {
  return claims.toSorted((a, b) => Number(a.kind === "domain") - Number(b.kind === "domain"));
}

function isAround({ public: [publicUrl = ""] }: ImportedRoute, { paths = [] }: Claim): boolean {
  return paths.some((path) => withoutLastSlashes(path) === parseTarget(publicUrl).path);
}

/** The map of some routes. Routes to files have no internal name, and are left out. */
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

/** @returns whether an alias makes the route fulfil the claim; if not, none is kept */
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

/** Stands for the label that the star of a pattern matches. */
const SOME_LABEL = "any";

function internalOf({ internal, upstream: [first] }: ImportedRoute): string | undefined {
  return internal ?? first;
}

/** Host and path, without scheme and final slash. */
function placeKey(name: string, origin: string): string {
  const url = URL.parse(name, origin);
  return url ? `${url.host}${url.pathname.replace(/\/$/, "")}` : name;
}

/** A URL of the application, without a virtual host path. */
function withoutMonster(text: string): string {
  const [, origin = "", path = ""] = /^([a-z]+:\/\/[^/]+)(\/.*)$/.exec(text) ?? [];
  const monster = readMonster(path);
  return monster ? `${origin}${monster.root}/` : text;
}
