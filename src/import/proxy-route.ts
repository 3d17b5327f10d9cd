import { FORMATS } from "../config/formats.ts";
import { type Monster, readMonster } from "./monster.ts";
import { type ImportedRoute, placeUrl, publicUrls, type SiteNames, siteNames } from "./site.ts";
import type { Statement } from "./statement.ts";

/** A path of a site that an application answers. */
export interface Handover {
  readonly statement: Statement;
  readonly path: string;
  /** The URL that stands in place of the path. */
  readonly to: string;
  /** The Host field that is sent: "public" or a literal. Default: the target's own. */
  readonly host?: string | undefined;
  /** The origins of the servers, where the target only names their group. */
  readonly servers?: readonly string[] | undefined;
}

/** @returns why no route can say it, when none can */
export function proxyRoute(handover: Handover, names: SiteNames): ImportedRoute | string {
  const { statement, path, to } = handover;
  if (SOCKET.test(to)) return "sockets of the file system are not supported";
  const { scheme: written = "", authority = "", rest = "" } = TARGET.exec(to)?.groups ?? {};
  if (/[$%]/.test(written + authority || to)) return "a variable tells where to connect";
  const scheme = Object.hasOwn(SCHEMES, written) ? SCHEMES[written as keyof typeof SCHEMES] : undefined;
  const origin = `${scheme}://${authority}`;
  if (!scheme || !FORMATS.origin(origin)) return `"${to}" is no http or https URL`;
  const monster = readMonster(rest);
  if (!monster && /[$%{?#]/.test(rest)) return "a variable or a query is in the target's path";
  const route = monster
    ? monsterRoute(handover, origin, monster, names)
    : applicationRoute(handover, origin, rest, names);
  if (typeof route === "string") return route;
  if (rest !== "" && path.endsWith("/") !== rest.endsWith("/")) route.notes.push({ ...statement, reason: UNEVEN });
  if (scheme === "https") route.notes.push({ ...statement, reason: VERIFIED });
  return route;
}

/** Schemes of targets, and those of upstreams: an upgrade to WebSocket is a matter of the request. */
const SCHEMES = { http: "http", https: "https", ws: "http", wss: "https" } as const;
const TARGET = /^(?<scheme>[^:/]+):\/\/(?<authority>[^/?#]+)(?<rest>.*)$/;
const SOCKET = /^(?:https?:\/\/)?unix:/;
const UNEVEN = "a slash ends one of the two paths only; the route reads both as directories";
const VERIFIED = "reorigin verifies the upstream's certificate";

function applicationRoute(handover: Handover, target: string, path: string, names: SiteNames): ImportedRoute {
  const { statement, host, servers = [target] } = handover;
  const base = { statement, public: publicUrls(names, handover.path), aliases: [], notes: [] };
  if (host === "public" || names.origins.some((origin) => new URL(origin).host === host)) {
    const [first = target] = servers;
    return { ...base, internal: placeUrl(first, path), upstream: servers.length > 1 ? servers : [], host: "public" };
  }
  const own = host === undefined ? target : `${new URL(target).protocol}//${host}`;
  const isOwn = servers.length === 1 && servers[0] === own;
  return { ...base, internal: placeUrl(own, path), upstream: isOwn ? [] : servers };
}

function monsterRoute(handover: Handover, target: string, monster: Monster, names: SiteNames): ImportedRoute | string {
  const { statement, path, servers = [target] } = handover;
  const { grammar, origin, root, mount } = monster;
  if (mount !== path.replace(/\/$/, "")) {
    return `it tells the application that "${path}" is "${mount || "/"}", which no route says`;
  }
  const own =
    names.isKnown || !origin
      ? names
      : siteNames([new URL(origin).host], origin.startsWith("https:") ? "https" : "http");
  const isTold = !origin || own.origins.includes(origin);
  return {
    statement,
    public: publicUrls(own, path),
    ...(root !== "" && { internal: placeUrl(target, root) }),
    aliases: [],
    upstream: root !== "" && servers.length === 1 ? [] : servers,
    virtualHostMonster: grammar,
    notes: isTold ? [] : [{ ...statement, reason: `the application is told ${own.origins[0]}, not ${origin}` }],
  };
}
