import type { ImportedRoute, Site } from "./site.ts";

/**
 * Makes one route of those that say the same: an application under several public URLs, and a path of it that leads
 * where the route around it leads anyway. The notes of both stay.
 *
 * @returns the routes of all sites; each site's own list names the ones that its routes became
 */
export function mergeRoutes(sites: readonly Site[]): ImportedRoute[] {
  const merged = new Map<ImportedRoute, ImportedRoute>();
  const same: ImportedRoute[] = [];
  for (const route of sites.flatMap((site) => site.routes)) {
    const other = same.find((candidate) => isSame(candidate, route));
    if (other) absorb(other, route);
    else same.push(route);
    merged.set(route, other ?? route);
  }
  const kept = same.filter((route) => {
    const around = aroundOf(route, same);
    if (around) {
      around.notes.push(...route.notes);
      merged.set(route, around);
    }
    return !around;
  });
  for (const { routes } of sites) {
    const own = routes.map((route) => merged.get(merged.get(route) ?? route) ?? route);
    routes.splice(0, routes.length, ...new Set(own));
  }
  return kept;
}

function isSame(a: ImportedRoute, b: ImportedRoute): boolean {
  return a.internal === b.internal && hasSameService(a, b);
}

/** Whether two routes differ in nothing but their URLs. */
function hasSameService(a: ImportedRoute, b: ImportedRoute): boolean {
  return (
    a.root === b.root &&
    a.host === b.host &&
    a.virtualHostMonster === b.virtualHostMonster &&
    a.upstream.join() === b.upstream.join()
  );
}

/** One authority is one origin, so of an http and an https URL the latter says both. */
function absorb(route: ImportedRoute, { public: publicUrls, notes }: ImportedRoute): void {
  for (const url of publicUrls) {
    const i = route.public.findIndex((other) => keyOf(other) === keyOf(url));
    if (i === -1) route.public.push(url);
    else if (url.startsWith("https:")) route.public[i] = url;
  }
  route.notes.push(...notes);
}

/** The route that does the same with all that a route does. */
function aroundOf(route: ImportedRoute, routes: readonly ImportedRoute[]): ImportedRoute | undefined {
  const arounds = new Set(route.public.map((url) => nextAround(url, route, routes)));
  const [around] = arounds;
  return arounds.size === 1 && around && hasSameService(around, route) ? around : undefined;
}

/** The route of the longest public URL above one, if the path behind it is the same on both sides. */
function nextAround(url: string, route: ImportedRoute, routes: readonly ImportedRoute[]): ImportedRoute | undefined {
  const key = keyOf(url);
  const above = routes
    .filter((other) => other !== route)
    .flatMap((other) => other.public.map((base) => ({ other, base: keyOf(base) })))
    .filter(({ base }) => key.startsWith(base))
    .sort((a, b) => b.base.length - a.base.length)[0];
  if (!above) return undefined;
  const isStraight = !route.internal || route.internal === `${above.other.internal}${key.slice(above.base.length)}`;
  return isStraight ? above.other : undefined;
}

function keyOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}
