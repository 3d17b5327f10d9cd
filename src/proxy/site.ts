import { randomBytes } from "node:crypto";
import { type Config, isStaticRoute, type ProxyRouteConfig } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import type { RequestAuthority } from "../message/request-target.ts";
import type { ServerChange } from "../upstream/server-change.ts";
import type { Upstream } from "../upstream/upstream.ts";
import { UrlMap } from "../url/map.ts";
import { isPattern } from "../url/places/host-pattern.ts";
import { parseTarget } from "../url/places/place.ts";
import { RouteTable } from "../url/route-table.ts";
import { type MonsterGrammar, monsterAt } from "../url/virtual-host-monster.ts";
import { ClientConnections } from "./clients/client-connections.ts";
import { TrustedProxies } from "./clients/trusted-proxies.ts";
import type { ProxyObserver } from "./observer.ts";
import { Occupancy } from "./occupancy.ts";
import { openRoute, type ProxyRoute } from "./routing/proxy-route.ts";

/** What a configuration comes to: all that the exchanges of one proxy share. */
export interface Site extends Premises {
  readonly map: UrlMap;
  readonly routes: RouteTable<ProxyRoute>;
  /** Whom HTTP/1.0 clients mean that name no host; undefined where no route has a name. */
  readonly defaultAuthority: RequestAuthority | undefined;
  /** How trusted proxies in front may put the public URL into the path. */
  readonly monsters: readonly MonsterGrammar[];
  readonly trusted: TrustedProxies;
  readonly limits: Readonly<Limits>;
  readonly observer: ProxyObserver;
  readonly upstreams: readonly Upstream[];
  /** The exchanges that began with it. */
  readonly occupancy: Occupancy;
}

/** What stays while one proxy changes from a site to another. */
export interface Premises {
  /** Our name in Via fields, which no one else has. */
  readonly pseudonym: string;
  readonly connections: ClientConnections;
}

export function newPremises(): Premises {
  return { pseudonym: `reorigin-${randomBytes(4).toString("hex")}`, connections: new ClientConnections() };
}

/** @param config bound to the port that is listened on */
export function openSite(config: Config, observer: ProxyObserver, premises = newPremises()): Site {
  const map = new UrlMap(config.routes.filter((route): route is ProxyRouteConfig => !isStaticRoute(route)));
  const upstreamContext = {
    limits: config.limits,
    changed: (change: ServerChange) => observer.serverChanged?.(change),
  };
  const separatesCookies = config.routes.some((route) => !isStaticRoute(route) && route.separateCookies);
  const served = config.routes.flatMap((route) => route.public.map(parseTarget));
  const settings = { map, upstreamContext, separatesCookies, served };
  const opened = config.routes.map((route) => openRoute(route, settings));
  if (opened.length === 0) throw new ReoriginError("ERR_CONFIG", 'Cannot serve "routes": there is none');
  const entries = opened.flatMap((route) => route.places.map((place) => [place, route] as const));
  return {
    map,
    routes: new RouteTable(entries),
    defaultAuthority: entries.find(([{ host }]) => !isPattern(host))?.[0],
    monsters: (config.accept.virtualHostMonster ?? []).map(monsterAt),
    trusted: new TrustedProxies(config.trustedProxies),
    limits: config.limits,
    observer,
    upstreams: opened.map(({ upstream }) => upstream),
    occupancy: new Occupancy(),
    ...premises,
  };
}

/** Breaks off what its upstreams are still at. */
export async function closeSite({ upstreams }: Site): Promise<void> {
  await Promise.all(upstreams.map((upstream) => upstream.destroy()));
}
