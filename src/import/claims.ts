import { entranceAt } from "../url/entrance.ts";
import { UrlMap } from "../url/map.ts";
import { parseTarget } from "../url/place.ts";
import { Scope } from "../url/scope.ts";
import { readMonster } from "./monster.ts";
import type { ImportedRoute, Site } from "./site.ts";
import type { Statement } from "./statement.ts";

/** A directive that says how one internal name appears outside: in redirects, cookies or pages. */
export interface Claim {
  readonly statement: Statement;
  readonly kind: keyof typeof KINDS;
  readonly from: string;
  readonly to: string;
}

interface Kind {
  /** What the map makes of the internal name. */
  readonly answer: (from: string, scope: Scope) => string;
  /** The alias that would make the map know the name; undefined when none would. */
  readonly alias: (from: string, internal: URL) => string | undefined;
  /** Equal for names that mean the same outside. */
  readonly key: (name: string, publicUrl: string) => string;
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
 * Holds every claim of a site against the map of all routes. What the map says anyway needs no word. A name that it does
 * not know becomes an alias, if that makes the map say it. The rest become notes.
 */
export function settleClaims(site: Site, routes: readonly ImportedRoute[]): void {
  let map = mapOf(routes);
  for (const claim of site.claims) {
    const from = withoutMonster(claim.from);
    if (from === claim.to || site.routes.some((route) => isSaid(claim, from, route, map))) continue;
    const named = site.routes.find((route) => addAlias(claim, from, route, routes));
    if (named) map = mapOf(routes);
    else {
      const reason = `no route makes "${claim.to}" of "${claim.from}"`;
      (site.routes[0] ?? site).notes.push({ ...claim.statement, reason });
    }
  }
}

function isSaid({ kind, to }: Claim, from: string, route: ImportedRoute, map: UrlMap): boolean {
  const internal = internalOf(route);
  if (internal === undefined) return false;
  const publicUrl = route.public[0]?.replace("*", SOME_LABEL) ?? "";
  const { answer, key } = KINDS[kind];
  const answered = answer(from, new Scope(map, "toPublic", internal, entranceAt(parseTarget(publicUrl))));
  return answered !== from && key(answered, publicUrl) === key(to, publicUrl);
}

/** @returns whether the claim is said now */
function addAlias(claim: Claim, from: string, route: ImportedRoute, routes: readonly ImportedRoute[]): boolean {
  const internal = internalOf(route);
  const alias = internal && KINDS[claim.kind].alias(from, new URL(internal));
  const isKnown = alias && new Scope(mapOf(routes), "toPublic").mapped(alias) !== alias;
  if (!alias || isKnown) return false;
  route.aliases.push(alias);
  if (isSaid(claim, from, route, mapOf(routes))) return true;
  route.aliases.pop();
  return false;
}

function mapOf(routes: readonly ImportedRoute[]): UrlMap {
  return new UrlMap(
    routes.flatMap((route) => {
      const internal = internalOf(route);
      return internal === undefined ? [] : { public: route.public, internal, aliases: route.aliases };
    }),
  );
}

/** What stands for a pattern's star. */
const SOME_LABEL = "any";

function internalOf({ internal, upstream: [first] }: ImportedRoute): string | undefined {
  return internal ?? first;
}

/** A scheme and a slash at the end do not tell two places apart. */
function placeKey(name: string, base: string): string {
  const url = URL.parse(name, base);
  return url ? `${url.host}${url.pathname.replace(/\/$/, "")}` : name;
}

/** A URL of the application as it is without the public origin in its path. */
function withoutMonster(text: string): string {
  const [, origin = "", path = ""] = /^([a-z]+:\/\/[^/]+)(\/.*)$/.exec(text) ?? [];
  const monster = readMonster(path);
  return monster ? `${origin}${monster.root}/` : text;
}
