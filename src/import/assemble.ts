import type { ListenInput, RouteInput } from "../config/config.ts";
import type { Path } from "../config/problem.ts";
import { checkRoutes } from "../config/routes.ts";
import { checkSchema } from "../config/schema.ts";
import { settleClaims } from "./claims.ts";
import { mergeRoutes } from "./merge-routes.ts";
import type { Imported, ImportedRoute } from "./site.ts";
import type { Note } from "./statement.ts";

/** A configuration that passes its own checks, and what is to be said about it. */
export interface Assembled {
  readonly listen: readonly (string | ListenInput)[];
  readonly trustedProxies: readonly string[];
  readonly routes: readonly { readonly route: RouteInput; readonly notes: readonly Note[] }[];
  readonly notes: readonly Note[];
}

/** Puts what was imported in order. What the checks of a configuration refuse is taken out and becomes a note. */
export function assemble({ listen, trustedProxies, sites, notes: general }: Imported): Assembled {
  const notes = [...general];
  const routes = mergeRoutes(sites);
  for (const site of sites) {
    settleClaims(site, routes);
    (site.routes[0]?.notes ?? notes).push(...site.notes);
  }
  for (;;) {
    const inputs = routes.map(toInput);
    const [problem] =
      routes.length > 0 ? [...checkSchema({ routes: inputs }), ...checkRoutes({ listen, routes: inputs })] : [];
    if (!problem) break;
    takeOut(problem.path, problem.message, routes, notes);
  }
  const described = routes.map((route) => ({ route: toInput(route), notes: sorted(route.notes) }));
  return { listen, trustedProxies, routes: described, notes: sorted(notes) };
}

/** Takes out what a problem is about: one of several public URLs, an alias, or the route. */
function takeOut([, index, ...path]: Path, reason: string, routes: ImportedRoute[], notes: Note[]): void {
  const route = routes[Number(index)] as ImportedRoute;
  const [key, item] = path;
  const list = key === "public" || key === "aliases" ? route[key] : [];
  if (list.length > (key === "public" ? 1 : 0)) {
    list.splice(Number(item ?? 0), 1);
    route.notes.push({ ...route.statement, reason });
  } else {
    routes.splice(Number(index), 1);
    notes.push({ ...route.statement, reason }, ...route.notes);
  }
}

function toInput({
  statement: _,
  notes: __,
  public: publicUrls,
  aliases,
  upstream,
  ...rest
}: ImportedRoute): RouteInput {
  const { internal, host, virtualHostMonster, root } = rest;
  return {
    public: oneOrList(publicUrls),
    ...(internal !== undefined && { internal }),
    ...(aliases.length > 0 && { aliases: [...aliases] }),
    ...(upstream.length > 0 && { upstream: oneOrList(upstream) }),
    ...(host && { host }),
    ...(virtualHostMonster && { virtualHostMonster }),
    ...(root !== undefined && { root }),
  };
}

function oneOrList(urls: readonly string[]): string | string[] {
  const [first, ...others] = urls;
  return first !== undefined && others.length === 0 ? first : [...urls];
}

/** In the order of the file, each once. */
function sorted(notes: readonly Note[]): Note[] {
  const unique = new Map(notes.map((note) => [`${note.line} ${note.reason}`, note]));
  return [...unique.values()].sort((a, b) => a.line - b.line);
}
