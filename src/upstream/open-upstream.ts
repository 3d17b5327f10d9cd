import type { ProxyRouteConfig } from "../config/config.ts";
import type { Limits } from "../limits.ts";
import { Server } from "./server.ts";
import { SoleUpstream } from "./sole-upstream.ts";
import { UndiciTransport } from "./undici-transport.ts";
import type { Upstream } from "./upstream.ts";

/** @param name the host that the application knows itself by */
export function openUpstream(route: ProxyRouteConfig, name: string, limits: Readonly<Limits>): Upstream {
  const [url = route.internal] = route.upstream;
  return new SoleUpstream(new Server(new URL(url).origin, new UndiciTransport(url, name, limits), limits));
}
