import { resolve } from "node:path";
import type {
  EjectionOptions,
  HealthOptions,
  ProxyRouteConfig,
  RouteInput,
  StickyOptions,
  UpstreamTlsOptions,
} from "./config.ts";

type ServerOptions = Pick<
  ProxyRouteConfig,
  "balance" | "sticky" | "ejection" | "health" | "upstreamTls" | "upstreamHttp2" | "lenient"
>;

const DEFAULT_EJECTION: EjectionOptions = { failures: 5, durationMs: 30_000, maxPercent: 50 };
const DEFAULT_HEALTH: Omit<HealthOptions, "path"> = { intervalMs: 5000, timeoutMs: 2000, failures: 2, successes: 1 };

/** What a route says about its servers, with every default that means something for so many. */
export function resolveServers(route: RouteInput, count: number, directory: string): ServerOptions {
  const { health, upstreamTls, upstreamHttp2, lenient } = route;
  return {
    ...(count > 1 && resolveBalance(route)),
    ...(health && { health: { ...DEFAULT_HEALTH, ...health } }),
    ...(upstreamTls && { upstreamTls: resolveTls(upstreamTls, directory) }),
    ...(upstreamHttp2 && { upstreamHttp2 }),
    ...(lenient && { lenient }),
  };
}

function resolveBalance({ balance = "round-robin", sticky, ejection = {} }: RouteInput): ServerOptions {
  return {
    balance,
    ...(sticky !== undefined && { sticky: resolveSticky(sticky) }),
    ejection: typeof ejection === "object" && { ...DEFAULT_EJECTION, ...ejection },
  };
}

function resolveSticky(sticky: string | StickyOptions): StickyOptions {
  return typeof sticky === "string" ? { cookie: sticky } : sticky;
}

function resolveTls({ ca, verify = true }: UpstreamTlsOptions, directory: string): UpstreamTlsOptions {
  return { ...(ca !== undefined && { ca: resolve(directory, ca) }), verify };
}
