import { covered, withoutCounterpart, withoutCounterpartFor } from "../directives/read-directives.ts";
import { NO_PREFIX } from "../directives/statement.ts";
import { prefixSubstitution, readPathExpression, type Substitution } from "../expressions/path-expression.ts";
import { makeSticky, type ServerPolicy } from "../server-policy.ts";
import { socketTarget } from "../socket.ts";
import type { LighttpdHandler, LighttpdLevel, LighttpdTable } from "./level.ts";
import type { LighttpdValue } from "./parse-lighttpd.ts";
import { isEnabled, listOf, pairsOf, textOf } from "./value.ts";

/** Settings about where requests go, and how requests and responses are mapped. */
export const PROXY_SETTINGS = {
  "proxy.server": (directive, level) => {
    const unsaid = listOf(directive).flatMap(({ key = "", value }) => {
      const paths = pathsOf(key, level);
      const servers = serversOf(value);
      if (!paths) return `"${key}" is no path here`;
      if (servers.length === 0) return `"${key}" has no server with a host`;
      level.site.passes.push(...paths.map((path) => ({ statement: directive, path, servers, level })));
      return [];
    });
    return unsaid.length > 0 ? unsaid.join(", ") : undefined;
  },
  "proxy.header": (directive, level) => {
    const unsaid = listOf(directive).flatMap(({ key = "", value }) => {
      const take = Object.hasOwn(HEADER_MAPS, key) ? HEADER_MAPS[key as keyof typeof HEADER_MAPS] : undefined;
      take?.(value, level, directive);
      return take ? [] : key;
    });
    return withoutCounterpartFor(unsaid);
  },
  "proxy.balance": (directive, level) => {
    level.policy = {};
    const name = textOf(directive);
    return Object.hasOwn(BALANCES, name)
      ? BALANCES[name as keyof typeof BALANCES](level.policy)
      : withoutCounterpart(directive);
  },
  "proxy.forwarded": covered,
  "proxy.replace-http-host": (directive) => (isEnabled(directive) ? withoutCounterpart(directive) : undefined),
  "url.rewrite-once": rewrites,
  "url.rewrite": rewrites,
  "url.rewrite-repeat": rewrites,
} as const satisfies LighttpdTable;

/** The values of proxy.balance. */
const BALANCES = {
  fair: leastConnections,
  "least-connection": leastConnections,
  "round-robin": (policy) => {
    policy.balance = "round-robin";
    return undefined;
  },
  sticky: makeSticky,
} as const satisfies Record<string, (policy: ServerPolicy) => string | undefined>;

function leastConnections(policy: ServerPolicy): undefined {
  policy.balance = "least-connections";
}

type TakeMap = (value: LighttpdValue, level: LighttpdLevel, directive: Parameters<LighttpdHandler>[0]) => void;

/** The keys of proxy.header. */
const HEADER_MAPS = {
  "map-host-request": (value, level, { line, text }) => {
    level.hosts = { statement: { line, text }, hosts: new Map(pairsOf(value)) };
  },
  "map-host-response": (value, { site }, { line, text }) => {
    for (const [from, to] of pairsOf(value)) {
      if (from !== "-" && to !== "-" && to !== "")
        site.claims.push({ statement: { line, text }, kind: "host", from, to });
    }
  },
  "map-urlpath": (value, level) => {
    level.pathMap = [...(level.pathMap ?? []), ...pairsOf(value).map(([from, to]) => ({ from, to }))];
  },
  "https-remap": covered,
  upgrade: covered,
} as const satisfies Record<string, TakeMap>;

/** The paths of a key of proxy.server, within the conditions around it. A key that is not a path is a file suffix. */
function pathsOf(key: string, { paths }: LighttpdLevel): readonly string[] | undefined {
  if (key === "") return paths;
  if (!key.startsWith("/")) return undefined;
  return paths.every((path) => key.startsWith(path)) ? [key] : undefined;
}

/** The origins of one server, or of a list of them. */
function serversOf(value: LighttpdValue): string[] {
  if (typeof value !== "object") return [];
  const fields = new Map(pairsOf(value));
  const host = fields.get("socket") ?? fields.get("host");
  if (host === undefined)
    return value.flatMap((entry) => (typeof entry.value === "object" ? serversOf(entry.value) : []));
  if (host.startsWith("/")) return [socketTarget(host).server];
  return [`http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${fields.get("port") ?? 80}`];
}

/** Reads pairs of pattern and replacement. `$0` keeps the path unchanged. */
function rewrites(...[directive, level]: Parameters<LighttpdHandler>): string | undefined {
  const unsaid: string[] = [];
  const substitutions = pairsOf(listOf(directive)).flatMap(([pattern, replacement]): Substitution[] => {
    const kept = replacement === "$0" ? readPathExpression(pattern)?.prefixes : undefined;
    const substitution = prefixSubstitution(pattern, replacement);
    const said = kept?.map((path) => ({ from: path, to: path })) ?? (substitution ? [substitution] : []);
    if (said.length === 0) unsaid.push(pattern);
    return said;
  });
  level.rewrites = [...(level.rewrites ?? []), ...substitutions];
  return unsaid.length > 0 ? `${NO_PREFIX}: ${unsaid.join(", ")}` : undefined;
}
