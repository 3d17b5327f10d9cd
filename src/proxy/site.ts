import { randomBytes } from "node:crypto";
import { type Config, isStaticRoute, type ProxyRouteConfig } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import { entityTagSuffix } from "../headers/entity-tag.ts";
import { type RequestRules, requestRules } from "../headers/request-fields.ts";
import { type ResponseRules, responseRules } from "../headers/response-fields.ts";
import type { Limits } from "../limits.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import { UrlMap } from "../url/map.ts";
import { type Place, parsePlace } from "../url/place.ts";
import { RouteTable } from "../url/route-table.ts";
import { ClientConnections } from "./client-connections.ts";
import type { ProxyObserver } from "./observer.ts";
import type { RequestAuthority } from "./request-target.ts";
import { TrustedProxies } from "./trusted-proxies.ts";
import { Upstream } from "./upstream.ts";

/** What a configuration comes to: all that the exchanges of one proxy share. */
export interface Site {
  readonly map: UrlMap;
  readonly routes: RouteTable<ProxyRoute>;
  /** Whom HTTP/1.0 clients mean that name no host. */
  readonly defaultAuthority: RequestAuthority;
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
  readonly internal: Place;
  readonly upstream: Upstream;
  /** The Host field that is sent: "internal", "public" or a literal. */
  readonly host: string;
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
  const entries = routes.map((route): [Place[], ProxyRoute] => [
    route.public.map(parsePlace),
    openRoute(route, map, config),
  ]);
  const first = entries[0]?.[0][0];
  if (!first) throw new ReoriginError("ERR_CONFIG", 'Cannot serve "routes": there is none');
  return {
    map,
    routes: new RouteTable(entries.flatMap(([places, route]) => places.map((place) => [place, route] as const))),
    defaultAuthority: first,
    trusted: new TrustedProxies(config.trustedProxies),
    limits: config.limits,
    observer,
    pseudonym: `reorigin-${randomBytes(4).toString("hex")}`,
    connections: new ClientConnections(),
    upstreams: entries.map(([, route]) => route.upstream),
  };
}

function openRoute(route: ProxyRouteConfig, map: UrlMap, { limits }: Config): ProxyRoute {
  const internal = parsePlace(route.internal);
  return {
    internal,
    upstream: new Upstream(route.upstream[0] ?? route.internal, internal.host, limits),
    host: route.host,
    options: route.rewrite,
    requestRules: requestRules(route.rewrite),
    responseRules: responseRules(route.rewrite),
    tagSuffix: entityTagSuffix(`${map.fingerprint}\n${JSON.stringify(route.rewrite)}`),
  };
}
