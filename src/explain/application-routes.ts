import { type Config, isStaticRoute, type ProxyRouteConfig } from "../config/config.ts";

/** The routes of a configuration that lead to applications, not to files. */
export function applicationRoutes({ routes }: Config): ProxyRouteConfig[] {
  return routes.filter((route): route is ProxyRouteConfig => !isStaticRoute(route));
}
