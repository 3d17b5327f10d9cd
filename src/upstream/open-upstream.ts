import type { ProxyRouteConfig } from "../config/config.ts";
import type { Limits } from "../limits.ts";
import { isPattern } from "../url/places/host-pattern.ts";
import { authorityOf, parsePlace, parseTarget } from "../url/places/place.ts";
import { BALANCES } from "./balance.ts";
import { Ejection } from "./ejection.ts";
import { HealthCheck } from "./health-check.ts";
import { RetryBudget } from "./retry-budget.ts";
import { Server } from "./server.ts";
import type { ServerChange } from "./server-change.ts";
import { ServerGroup } from "./server-group.ts";
import { SoleUpstream } from "./sole-upstream.ts";
import { StickyCookie } from "./sticky-cookie.ts";
import { type Resolve, systemResolve } from "./transports/cached-lookup.ts";
import { Http2Transport } from "./transports/http2-transport.ts";
import { LenientTransport } from "./transports/lenient-transport.ts";
import { serverTarget, type TlsTrust, tlsTrust } from "./transports/server-target.ts";
import { UndiciTransport } from "./transports/undici-transport.ts";
import type { Upstream } from "./upstream.ts";

/** The surroundings of an upstream; tests replace them. */
export interface UpstreamContext {
  readonly limits: Readonly<Limits>;
  /** Called when a server goes out of use or comes back. */
  readonly changed: (change: ServerChange) => void;
  readonly resolve?: Resolve;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

/** Opens the servers of a route. They are connected to for the first request or check. */
export function openUpstream(route: ProxyRouteConfig, context: UpstreamContext): Upstream {
  const { ejection, health, sticky, balance = "round-robin" } = route;
  const servers: Server[] = [];
  const shared = {
    ...context,
    trust: tlsTrust(route),
    mayEject: () => isShareBelow(servers, ejection ? ejection.maxPercent : 0),
  };
  for (const url of route.upstream) servers.push(openServer(url, route, shared));
  const [only, ...others] = servers;
  if (only && others.length === 0 && !health) return new SoleUpstream(only);
  return new ServerGroup(servers, {
    balance: BALANCES[balance],
    budget: new RetryBudget(context.limits.retryPercent),
    sticky: sticky && new StickyCookie(sticky, servers, route.internal),
  });
}

/** State shared by the servers of a route. */
interface Shared extends UpstreamContext {
  readonly trust: TlsTrust;
  /** Whether another one may be ejected. */
  readonly mayEject: () => boolean;
}

function openServer(url: string, route: ProxyRouteConfig, shared: Shared): Server {
  const { limits, changed, trust, mayEject, resolve = systemResolve, now = () => performance.now() } = shared;
  const target = serverTarget(url, parsePlace(route.internal).host, trust, { limits, resolve });
  const Transport = transportOf(route);
  const open = (upstreamConnections: number) => new Transport(target, { ...limits, upstreamConnections });
  const told = (by: ServerChange["by"]) => (isIn: boolean) => changed({ upstream: url, isIn, by });
  const { ejection, health } = route;
  const state = {
    ejection: ejection ? new Ejection(ejection, { now, mayEject, changed: told("requests") }) : undefined,
    check: health && new HealthCheck(health, open(1), hostOf(route), told("health")),
  };
  state.check?.start();
  return new Server(url, open(limits.upstreamConnections), limits, state);
}

function transportOf({ lenient, upstreamHttp2 }: ProxyRouteConfig) {
  if (lenient) return LenientTransport;
  return upstreamHttp2 ? Http2Transport : UndiciTransport;
}

/** Whether another one may be unhealthy. */
function isShareBelow(servers: readonly Server[], maxPercent: number): boolean {
  const ill = servers.filter(({ isIll }) => isIll).length;
  return (ill + 1) * 100 <= servers.length * maxPercent;
}

/** The Host of requests without a public URL. */
function hostOf({ host, internal, public: publicUrls }: ProxyRouteConfig): string {
  const places = publicUrls.map(parseTarget);
  if (host === "internal") return authorityOf(parsePlace(internal));
  if (host !== "public") return host;
  const named = places.find((place) => !isPattern(place.host)) ?? parsePlace(internal);
  return authorityOf(named);
}
