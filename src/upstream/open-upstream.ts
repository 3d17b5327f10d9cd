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
import { serverTarget, tlsTrust } from "./transports/server-target.ts";
import { UndiciTransport } from "./transports/undici-transport.ts";
import type { Upstream } from "./upstream.ts";

/** What is around an upstream; a test puts something else in the place of the system. */
export interface UpstreamSurroundings {
  readonly limits: Readonly<Limits>;
  /** Is told which servers are passed over. */
  readonly changed: (change: ServerChange) => void;
  readonly resolve?: Resolve;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

/** Opens the servers of a route. They are dialled when the first request comes, or the first check. */
export function openUpstream(
  route: ProxyRouteConfig,
  { limits, changed, resolve = systemResolve, now = () => performance.now() }: UpstreamSurroundings,
): Upstream {
  const { upstream: urls, health, ejection, sticky, balance = "round-robin" } = route;
  const { host: name } = parsePlace(route.internal);
  const tls = tlsTrust(route);
  const servers: Server[] = [];
  const mayEject = () => isShareBelow(servers, ejection ? ejection.maxPercent : 0);
  for (const url of urls) {
    const target = serverTarget(url, name, tls, { limits, resolve });
    const Transport = route.lenient ? LenientTransport : route.upstreamHttp2 ? Http2Transport : UndiciTransport;
    const open = (upstreamConnections: number) => new Transport(target, { ...limits, upstreamConnections });
    const told = (by: ServerChange["by"]) => (isIn: boolean) => changed({ upstream: url, isIn, by });
    const context = { now, mayEject, changed: told("requests") };
    const state = {
      ejection: ejection ? new Ejection(ejection, context) : undefined,
      check: health && new HealthCheck(health, open(1), hostOf(route), told("health")),
    };
    state.check?.start();
    servers.push(new Server(url, open(limits.upstreamConnections), limits, state));
  }
  const [only, ...others] = servers;
  if (only && others.length === 0 && !health) return new SoleUpstream(only);
  return new ServerGroup(servers, {
    balance: BALANCES[balance],
    budget: new RetryBudget(limits.retryPercent),
    sticky: sticky && new StickyCookie(sticky, servers, route.internal),
  });
}

/** Whether one more may be ill. */
function isShareBelow(servers: readonly Server[], maxPercent: number): boolean {
  const ill = servers.filter(({ isIll }) => isIll).length;
  return (ill + 1) * 100 <= servers.length * maxPercent;
}

/** The Host of a request that is for no public URL. */
function hostOf({ host, internal, public: publicUrls }: ProxyRouteConfig): string {
  const places = publicUrls.map(parseTarget);
  if (host === "internal") return authorityOf(parsePlace(internal));
  if (host !== "public") return host;
  const named = places.find((place) => !isPattern(place.host)) ?? parsePlace(internal);
  return authorityOf(named);
}
