import { FORMATS } from "../../config/checks/formats.ts";
import { covered, withoutCounterpart, withoutCounterpartFor } from "../directives/read-directives.ts";
import { argument, NO_PREFIX } from "../directives/statement.ts";
import { prefixSubstitution, readPathExpression, type Substitution } from "../expressions/path-expression.ts";
import { balancerParameters, isRetry } from "./balancer.ts";
import { type ApacheLevel, type ApacheTable, balancerOf, isOn } from "./level.ts";
import type { ApacheDirective } from "./parse-apache.ts";
import { readTarget } from "./target.ts";

/** Directives about where requests go, and how responses are mapped. */
export const PROXY_DIRECTIVES = {
  proxypass: (directive, level) => {
    const at = level.path === undefined ? 1 : 0;
    const path = level.path ?? argument(directive, 0, "a path");
    const to = argument(directive, at, "a URL or !");
    level.virtualHost.passes.push({ statement: directive, path, to, level, isUpgrade: false });
    const parameters = directive.args.slice(at + 1).filter((parameter) => !COVERED_PARAMETERS.test(parameter));
    if (!/^balancer:/i.test(to)) return withoutCounterpartFor(parameters);
    return balancerParameters(
      balancerOf(level.server, balancerName(to).replace(/\/.*/, ""), directive).policy,
      parameters,
    );
  },
  proxypassmatch: (directive, level) => {
    if (level.path !== undefined) return NO_PREFIX;
    const pattern = argument(directive, 0, "a pattern");
    const to = argument(directive, 1, "a URL or !");
    return pass(directive, to === "!" ? exclusion(pattern) : prefixSubstitution(pattern, to), level);
  },
  rewriterule: (directive, level) => {
    const { condition } = level;
    level.condition = undefined;
    const [pattern, to] = [argument(directive, 0, "a pattern"), argument(directive, 1, "a substitution")];
    const flags = (directive.args[2] ?? "").replace(/[[\]\s]/g, "").split(",");
    if (!flags.some((flag) => /^(?:P|proxy)$/i.test(flag))) return withoutCounterpart(directive);
    if (condition === "other" || level.path !== undefined) return "no route depends on a condition";
    return pass(directive, prefixSubstitution(pattern, to), level, condition === "upgrade");
  },
  rewritecond: (directive, level) => {
    const isUpgrade = /^%\{HTTP:(?:Upgrade|Connection)\}$/i.test(argument(directive, 0, "a value"));
    level.condition = isUpgrade && level.condition !== "other" ? "upgrade" : "other";
    return isUpgrade ? undefined : withoutCounterpart(directive);
  },
  rewriteengine: covered,
  proxypassreverse: (directive, level) => {
    const [from, to] = pair(directive, level);
    if (!from.startsWith("balancer:")) level.virtualHost.claims.push({ statement: directive, kind: "url", from, to });
    return withoutCounterpartFor(directive.args.slice(2));
  },
  proxypassreversecookiedomain: (directive, level) => {
    const [from, to] = [argument(directive, 0, "a domain"), argument(directive, 1, "a domain")];
    const paths = level.path === undefined ? undefined : [level.path];
    level.virtualHost.claims.push({ statement: directive, kind: "domain", from, to, paths });
    return undefined;
  },
  proxypassreversecookiepath: (directive, level) => {
    const [from, to] = [argument(directive, 0, "a path"), argument(directive, 1, "a path")];
    level.virtualHost.claims.push({ statement: directive, kind: "path", from, to });
    return undefined;
  },
  proxypreservehost: (directive, level) => {
    level.preservesHost = isOn(directive);
    return undefined;
  },
  balancermember: (directive, level) => {
    const { balancer = balancerOf(level.server, balancerName(argument(directive, 0, "a balancer")), directive) } =
      level;
    const [written = "", ...parameters] = level.balancer ? directive.args : directive.args.slice(1);
    const { url } = readTarget(written);
    if (!FORMATS.place(`${url}/`)) return `"${url}" is no http or https URL`;
    balancer.servers.push(written);
    return withoutCounterpartFor(parameters.filter((parameter) => !isRetry(parameter, balancer.policy)));
  },
  proxyset: (directive, level) => {
    const { balancer } = level;
    return balancer ? balancerParameters(balancer.policy, directive.args) : withoutCounterpart(directive);
  },
  proxyrequests: (directive) => (isOn(directive) ? "reorigin is no forward proxy" : undefined),
  proxyvia: (directive) => (isOn(directive) ? undefined : "Via is always sent"),
  proxyaddheaders: (directive) => (isOn(directive) ? undefined : "X-Forwarded-For and its like are always sent"),
  sslproxyengine: covered,
  loadmodule: covered,
  define: covered,
} as const satisfies ApacheTable;

/** Parameters of ProxyPass for what reorigin does anyway. */
const COVERED_PARAMETERS = /^(?:nocanon|upgrade=(?:websocket|any)|disablereuse=off|keepalive=on)$/i;

/** The internal and the public side of a directive whose path may come from the location around it. */
function pair(directive: ApacheDirective, { path }: ApacheLevel): [from: string, to: string] {
  if (path !== undefined && directive.args.length < 2) return [argument(directive, 0, "a URL"), path];
  return [argument(directive, 1, "a URL"), argument(directive, 0, "a path")];
}

function balancerName(url: string): string {
  return url.replace(/^balancer:\/\//i, "");
}

function exclusion(pattern: string): Substitution | undefined {
  const [from, ...others] = readPathExpression(pattern)?.prefixes ?? [];
  return from === undefined || others.length > 0 ? undefined : { from, to: "!" };
}

function pass(
  statement: ApacheDirective,
  mapping: Substitution | undefined,
  level: ApacheLevel,
  isUpgrade = false,
): string | undefined {
  if (!mapping) return NO_PREFIX;
  level.virtualHost.passes.push({ statement, path: mapping.from, to: mapping.to, level, isUpgrade });
  return undefined;
}
