import { type Config, isStaticRoute, type ProxyRouteConfig } from "./config.ts";

/** What a configuration may say and nobody should forget: what holds for a route → what to say of it. */
const WARNINGS = [
  [({ upstreamTls }) => upstreamTls?.verify === false, "certificates of its upstreams are not verified"],
  [({ lenient }) => lenient === true, "answers of its upstreams may break the syntax of HTTP"],
] as const satisfies [holds: (route: ProxyRouteConfig) => boolean, warning: string][];

/** One line for each. */
export function warningsOf({ routes }: Config): string[] {
  return routes.flatMap((route) =>
    isStaticRoute(route)
      ? []
      : WARNINGS.filter(([holds]) => holds(route)).map(([, warning]) => `${route.public[0]}: ${warning}`),
  );
}
