import type { ImportedRoute, Site } from "./site.ts";

/**
 * Merges routes that say the same: a path that leads where the route around it leads anyway, and one application under
 * several public URLs. The merged route has the notes of both.
 *
 * @returns the routes of all sites. In each site's own list, merged routes are replaced by their result.
 */
export function mergeRoutes(sites: readonly Site[]): ImportedRoute[] {
  const heirs = new Map<ImportedRoute, ImportedRoute>();
  const routes = sites.flatMap((site) => site.routes);
  const mounts = routes.flatMap((route) => route.public.map((url) => ({ route, key: keyOf(url) })));
  for (const route of routes) {
    const around = aroundOf(route, mounts);
    if (around) heirs.set(route, around);
  }
  const distinct: ImportedRoute[] = [];
  for (const route of routes.filter((candidate) => !heirs.has(candidate))) {
    const same = distinct.find((other) => other.internal === route.internal && hasSameService(other, route));
    if (same) {
      addPublicUrls(same, route);
      heirs.set(route, same);
    } else distinct.push(route);
  }
  const heirOf = (route: ImportedRoute): ImportedRoute => {
    const heir = heirs.get(route);
    return heir ? heirOf(heir) : route;
  };
  for (const route of heirs.keys()) heirOf(route).notes.push(...route.notes);
  for (const { routes: own } of sites) own.splice(0, own.length, ...new Set(own.map(heirOf)));
  return distinct;
}

/** Whether two routes differ in nothing but their URLs. */
function hasSameService(a: ImportedRoute, b: ImportedRoute): boolean {
  return (
    a.root === b.root &&
    a.host === b.host &&
    a.virtualHostMonster === b.virtualHostMonster &&
    a.ca === b.ca &&
    a.upstream.join() === b.upstream.join() &&
    JSON.stringify(a.policy) === JSON.stringify(b.policy)
  );
}

/** An https URL replaces the http URL of the same host and path. */
function addPublicUrls(route: ImportedRoute, { public: publicUrls }: ImportedRoute): void {
  for (const url of publicUrls) {
    const i = route.public.findIndex((other) => keyOf(other) === keyOf(url));
    if (i === -1) route.public.push(url);
    else if (url.startsWith("https:")) route.public[i] = url;
  }
}

/** One public URL of a route. */
interface Mount {
  readonly route: ImportedRoute;
  readonly key: string;
}

/** The route around a route that leads to the same place for all of its public URLs. */
function aroundOf(route: ImportedRoute, mounts: readonly Mount[]): ImportedRoute | undefined {
  const [around, ...others] = new Set(route.public.map((url) => nextAround(keyOf(url), route, mounts)));
  return around && others.length === 0 && hasSameService(around, route) ? around : undefined;
}

/** The route with the longest public URL above `key`, if it maps `key` to the same internal URL. */
function nextAround(
  key: string,
  { root, internal }: ImportedRoute,
  mounts: readonly Mount[],
): ImportedRoute | undefined {
  const above = mounts.filter((mount) => mount.key !== key && key.startsWith(mount.key));
  const [next] = above.sort((a, b) => b.key.length - a.key.length);
  const around = next?.route.internal;
  const isStraight = root !== undefined || (around !== undefined && internal === around + key.slice(next?.key.length));
  return isStraight ? next?.route : undefined;
}

function keyOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}
