import { resolve } from "node:path";
import { isSocketUrl, parseServerUrl } from "../url/server-url.ts";
import type {
  EjectionOptions,
  HealthOptions,
  ProxyRouteConfig,
  RouteInput,
  StickyOptions,
  UpstreamTlsOptions,
} from "./config.ts";
import { FORMATS } from "./formats.ts";
import type { Problem } from "./problem.ts";
import { type Found, select, selectTexts } from "./select.ts";

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

/** What is wrong with the servers of a route. */
export function checkServers(options: unknown): Problem[] {
  return select(options, "routes.*").flatMap((route) => [
    ...checkName(route),
    ...checkTls(route),
    ...checkTwins(route),
  ]);
}

/** An application that goes by no name of its own goes by that of its server. */
function checkName({ path, value }: Found): Problem[] {
  const [first] = serversOf(value);
  const isNamed = select(value, "internal").length > 0;
  if (isNamed || !first || !isSocketUrl(first.text)) return [];
  return [{ path: [...path, ...first.path], message: 'needs "internal" beside it: a socket is no name' }];
}

function checkTls({ path, value }: Found): Problem[] {
  const given = serversOf(value).map(({ text }) => text);
  const texts = given.length > 0 ? given : selectTexts(value, "internal").map((found) => found.value);
  const isUsed = texts.length === 0 || texts.some((text) => text.startsWith("https:"));
  return select(value, "upstreamTls")
    .filter(() => !isUsed)
    .map((found) => ({ path: [...path, ...found.path], isKey: true, message: "needs an https upstream beside it" }));
}

/** Two spellings of one server. */
function checkTwins({ path, value }: Found): Problem[] {
  const servers = serversOf(value);
  return servers.flatMap((server, i) => {
    const twin = servers.slice(0, i).find(({ text }) => text === server.text);
    if (!twin || twin.value === server.value) return [];
    const message = `"${server.value}" is the same as "${twin.value}"`;
    return [{ path: [...path, ...server.path], message, related: [...path, ...twin.path] }];
  });
}

function serversOf(route: unknown) {
  return selectTexts(route, "upstream.*")
    .filter(({ value }) => FORMATS.server(value))
    .map((found) => ({ ...found, text: parseServerUrl(found.value).text }));
}
