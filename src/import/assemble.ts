import { checkRoutes } from "../config/checks/routes.ts";
import { checkSchema } from "../config/checks/schema.ts";
import type { ConfigInput, RouteInput } from "../config/config.ts";
import type { Problem } from "../config/problem.ts";
import { mapOf, settleClaims } from "./claims.ts";
import type { Note } from "./directives/statement.ts";
import { mergeRoutes } from "./merge-routes.ts";
import { PLACEHOLDER } from "./public-names.ts";
import type { Imported, ImportedRoute, Site } from "./site.ts";

/** A valid configuration, with notes about what it leaves out. */
export interface Assembled {
  readonly config: ConfigInput;
  /** Notes that belong to no route. */
  readonly notes: readonly Note[];
  /** The notes of each route, in the order of the routes. */
  readonly routeNotes: readonly (readonly Note[])[];
}

/** Builds the configuration: merges routes, removes invalid ones, settles claims. */
export function assemble({ listen, trustedProxies, sites, notes: general }: Imported): Assembled {
  const notes = [...general];
  const routes = mergeRoutes(sites);
  takeOutRefused(routes, notes);
  const map = mapOf(routes);
  const kept = new Set(routes);
  for (const site of sites) {
    const own = site.routes.filter((route) => kept.has(route));
    (own[0]?.notes ?? notes).push(...site.notes, ...anonymity(site, own), ...settleClaims(site.claims, own, map));
  }
  takeOutRefused(routes, notes);
  const config = {
    ...(listen.length > 0 && { listen: oneOrList(listen) }),
    ...(trustedProxies.length > 0 && { trustedProxies }),
    routes: routes.map(toInput),
  };
  return { config, notes: sorted(notes), routeNotes: routes.map((route) => sorted(route.notes)) };
}

/** The note about a site without a known host. */
function anonymity(
  { statement: { line, text }, names: { origins, isKnown } }: Site,
  routes: readonly ImportedRoute[],
): Note[] {
  const isWritten = routes.some((route) => route.public.some((url) => url.startsWith(`${origins[0]}/`)));
  return isKnown || !isWritten
    ? []
    : [{ line, text, reason: `it names no host; put yours in place of ${PLACEHOLDER}` }];
}

/** Removes what the checks of a configuration refuse, one problem at a time, and makes it a note. */
function takeOutRefused(routes: ImportedRoute[], notes: Note[]): void {
  for (;;) {
    const config = { routes: routes.map(toInput) };
    const problem = [...checkSchema(config), ...checkRoutes(config)].find(({ path }) => path.length > 1);
    if (!problem) return;
    takeOut(problem, routes, notes);
  }
}

/** Removes one of several public URLs, an alias, or the whole route. */
function takeOut({ path, message: reason }: Problem, routes: ImportedRoute[], notes: Note[]): void {
  const [, index, key, item] = path;
  const route = routes[Number(index)] as ImportedRoute;
  if ((key === "public" && route.public.length > 1) || key === "aliases") {
    route[key].splice(Number(item), 1);
    route.notes.push({ ...route.statement, reason });
  } else {
    routes.splice(Number(index), 1);
    notes.push({ ...route.statement, reason }, ...route.notes);
  }
}

function toInput(route: ImportedRoute): RouteInput {
  const { internal, aliases, upstream, policy, ca, host, virtualHostMonster, root } = route;
  return {
    public: oneOrList(route.public),
    ...(internal !== undefined && { internal }),
    ...(aliases.length > 0 && { aliases: [...aliases] }),
    ...(upstream.length > 0 && { upstream: oneOrList(upstream) }),
    ...(upstream.length > 1 && policy),
    ...(ca !== undefined && { upstreamTls: { ca } }),
    ...(host && { host }),
    ...(virtualHostMonster && { virtualHostMonster }),
    ...(root !== undefined && { root }),
  };
}

function oneOrList<T>(values: readonly T[]): T | T[] {
  return values.length === 1 ? (values[0] as T) : [...values];
}

/** Notes in the order of the file, without duplicates. */
function sorted(notes: readonly Note[]): Note[] {
  const unique = new Map(notes.map((note) => [`${note.line} ${note.reason}`, note]));
  return [...unique.values()].sort((a, b) => a.line - b.line);
}
