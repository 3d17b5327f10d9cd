import { randomBytes } from "node:crypto";
import { type Config, isStaticRoute, type ProxyRouteConfig } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import { entityTagSuffix } from "../headers/entity-tag.ts";
import { type RequestRules, requestRules } from "../headers/request-fields.ts";
import { type ResponseRules, responseRules } from "../headers/response-fields.ts";
import type { Limits } from "../limits.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import { isPattern } from "../url/host-pattern.ts";
import { UrlMap } from "../url/map.ts";
import { type Place, parsePlace, parseTarget } from "../url/place.ts";
import { RouteTable } from "../url/route-table.ts";
import { MONSTERS, type MonsterGrammar, monsterAt } from "../url/virtual-host-monster.ts";
import { ClientConnections } from "./client-connections.ts";
import type { ProxyObserver } from "./observer.ts";
import type { RequestAuthority } from "./request-target.ts";
import { TrustedProxies } from "./trusted-proxies.ts";
import { Upstream } from "./upstream.ts";

/** What a configuration comes to: all that the exchanges of one proxy share. */
export interface Site {
  readonly map: UrlMap;
  readonly routes: RouteTable<ProxyRoute>;
  /** Whom HTTP/1.0 clients mean that name no host; undefined where no route has a name. */
  readonly defaultAuthority: RequestAuthority | undefined;
  /** How trusted proxies in front may put the public URL into the path. */
  readonly monsters: readonly MonsterGrammar[];
  readonly trusted: TrustedProxies;
  readonly limits: Readonly<Limits>;
  readonly observer: ProxyObserver;
  /** Our name in Via fields, which no one else has. */
  readonly pseudonym: string;
  readonly connections: ClientConnections;
  readonly upstreams: readonly Upstream[];
}

/** One application. */
export interface ProxyRoute {
  /** Its public places; their hosts may be patterns. */
  readonly places: readonly Place[];
  readonly internal: Place;
  readonly upstream: Upstream;
  /** The Host field that is sent: "internal", "public" or a literal. */
  readonly host: string;
  /** How the application expects the public URL in the path; undefined where it does not. */
  readonly monster: MonsterGrammar | undefined;
  readonly options: ResolvedRewriteOptions;
  readonly requestRules: RequestRules;
  readonly responseRules: ResponseRules;
  /** See `entityTagSuffix`. */
  readonly tagSuffix: string;
}

/** @param config bound to the port that is listened on */
export function openSite(config: Config, observer: ProxyObserver): Site {
  const routes = config.routes.filter((route): route is ProxyRouteConfig => !isStaticRoute(route));
  const map = new UrlMap(routes);
  const opened = routes.map((route) => openRoute(route, map, config));
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
    pseudonym: `reorigin-${randomBytes(4).toString("hex")}`,
    connections: new ClientConnections(),
    upstreams: opened.map(({ upstream }) => upstream),
  };
}

function openRoute(route: ProxyRouteConfig, map: UrlMap, { limits }: Config): ProxyRoute {
  const internal = parsePlace(route.internal);
  return {
    places: route.public.map(parseTarget),
    internal,
    upstream: new Upstream(route.upstream[0] ?? route.internal, internal.host, limits),
    host: route.host,
    monster: route.virtualHostMonster && MONSTERS[route.virtualHostMonster](),
    options: route.rewrite,
    requestRules: requestRules(route.rewrite),
    responseRules: responseRules(route.rewrite),
    tagSuffix: entityTagSuffix(`${map.fingerprint}\n${JSON.stringify(route.rewrite)}`),
  };
}
