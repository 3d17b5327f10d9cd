import { type Config, isStaticRoute, type ProxyRouteConfig } from "./config.ts";

/** Unsafe options that are worth a reminder: condition → warning. */
const WARNINGS = [
  [({ upstreamTls }) => upstreamTls?.verify === false, "certificates of its upstreams are not verified"],
  [({ lenient }) => lenient === true, "answers of its upstreams may break the syntax of HTTP"],
] as const satisfies [holds: (route: ProxyRouteConfig) => boolean, warning: string][];

/** One line per warning. */
export function warningsOf({ routes }: Config): string[] {
  return routes.flatMap((route) =>
    isStaticRoute(route)
      ? []
      : WARNINGS.filter(([holds]) => holds(route)).map(([, warning]) => `${route.public[0]}: ${warning}`),
  );
}
