import { FORMATS } from "../config/checks/formats.ts";
import { isSocketUrl, parseServerUrl } from "../url/server-url.ts";
import type { Statement } from "./directives/statement.ts";
import { type Monster, readMonster } from "./monster.ts";
import { type PublicNames, placeUrl, publicNames, publicUrls } from "./public-names.ts";
import type { ServerPolicy } from "./server-policy.ts";
import type { ImportedRoute } from "./site.ts";

/** A site's path that an application answers. */
export interface ProxiedPath {
  readonly statement: Statement;
  readonly path: string;
  /** The URL that replaces the path. */
  readonly to: string;
  /** The Host that the application gets: "public" or a literal. Default: the target's own. */
  readonly host?: string | undefined;
  /** The URLs of the servers, if the target names their group. */
  readonly servers?: readonly string[] | undefined;
  readonly policy?: ServerPolicy | undefined;
  /** A file with the certificate authorities to trust. */
  readonly ca?: string | undefined;
}

/** @returns the route, or why no route can express the path */
export function proxyRoute(proxied: ProxiedPath, names: PublicNames): ImportedRoute | string {
  const { statement, path, to } = proxied;
  const { scheme: written = "", authority = "", rest = "" } = TARGET.exec(to)?.groups ?? {};
  if (/[$%]/.test(written + authority || to)) return "a variable tells where to connect";
  const scheme = Object.hasOwn(SCHEMES, written) ? SCHEMES[written as keyof typeof SCHEMES] : undefined;
  const origin = `${scheme}://${authority}`;
  const servers = proxied.servers ?? [origin];
  const unknown = scheme ? [origin, ...servers].find((url) => !FORMATS.server(url)) : to;
  if (unknown !== undefined) return `"${unknown}" is no http or https URL`;
  const monster = readMonster(rest);
  if (!monster && /[$%{?#]/.test(rest)) return "a variable or a query is in the target's path";
  const target = {
    origin: originOf(origin),
    servers: [...new Set(servers.map((url) => parseServerUrl(url).text))],
    path: rest,
  };
  const route = monster ? monsterRoute(proxied, target, monster, names) : applicationRoute(proxied, target, names);
  if (typeof route === "string") return route;
  if (rest !== "" && path.endsWith("/") !== rest.endsWith("/")) route.notes.push({ ...statement, reason: UNEVEN });
  if (scheme !== "https") return { ...route, policy: proxied.policy };
  if (proxied.ca === undefined) route.notes.push({ ...statement, reason: VERIFIED });
  return { ...route, policy: proxied.policy, ca: proxied.ca };
}

/** Scheme of a target → that of the upstream. WebSocket needs none of its own: it begins as an HTTP upgrade. */
const SCHEMES = { http: "http", https: "https", ws: "http", wss: "https" } as const;
const TARGET = /^(?<scheme>[^:/]+):\/\/(?<authority>[^/?#]+)(?<rest>[/?#].*)?$/s;
const UNEVEN = "a slash ends one of the two paths only; the route reads both as directories";
const VERIFIED = "reorigin verifies the upstream's certificate";

interface Target {
  readonly origin: string;
  /** At least one. */
  readonly servers: readonly string[];
  readonly path: string;
}

function applicationRoute(
  proxied: ProxiedPath,
  { origin, servers, path }: Target,
  names: PublicNames,
): ImportedRoute | string {
  const { statement, host } = proxied;
  if (host !== undefined && !FORMATS.authority(host)) return `"${host}" is no host`;
  const base = { statement, public: publicUrls(names, proxied.path), aliases: [], notes: [] };
  const own = host === undefined || host === "public" ? origin : originOf(`${new URL(origin).protocol}//${host}`);
  if (host === "public" || names.origins.some((name) => new URL(name).host === new URL(own).host)) {
    const [first = origin] = servers;
    const named = isSocketUrl(first) ? origin : first;
    return {
      ...base,
      internal: placeUrl(named, path),
      upstream: servers.join() === named ? [] : servers,
      host: "public",
    };
  }
  return { ...base, internal: placeUrl(own, path), upstream: servers.join() === own ? [] : servers };
}

function monsterRoute(
  { statement, path }: ProxiedPath,
  { origin, servers }: Target,
  { grammar, origin: told, root, mount }: Monster,
  names: PublicNames,
): ImportedRoute | string {
  if (mount !== path.replace(/\/$/, "")) {
    return `it tells the application that "${path}" is "${mount || "/"}", which no route says`;
  }
  if (root === "" && servers[0] && isSocketUrl(servers[0])) return "an application at a socket has no name";
  const own = names.isKnown || !told ? names : toldNames(told);
  const isTold = !told || own.origins.includes(told);
  return {
    statement,
    public: publicUrls(own, path),
    ...(root !== "" && { internal: placeUrl(origin, root) }),
    aliases: [],
    upstream: root !== "" && servers.join() === origin ? [] : servers,
    virtualHostMonster: grammar,
    notes: isTold ? [] : [{ ...statement, reason: `the application is told ${own.origins[0]}, not ${told}` }],
  };
}

function toldNames(origin: string): PublicNames {
  const { protocol, host } = new URL(origin);
  return publicNames([host], protocol === "https:" ? "https" : "http");
}

/** The origin as the URL parser writes it, without a default port. */
function originOf(url: string): string {
  return new URL(url).origin;
}
