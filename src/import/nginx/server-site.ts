import { filesRoute, RENAMED, rootAbove } from "../files-route.ts";
import type { Listener } from "../listeners.ts";
import { proxyRoute } from "../proxy-route.ts";
import { type PublicNames, publicNames } from "../public-names.ts";
import { addRoute, type ImportedRoute, type Site } from "../site.ts";
import { socketTarget } from "../socket.ts";
import type { NginxHttp, NginxLocation, NginxServer, NginxSettings, Target } from "./level.ts";

/** The routes of a server, one for each path that an application or a directory answers. */
export function nginxSite(server: NginxServer, { upstreams }: NginxHttp): Site {
  const { statement, locations, settings, notes } = server;
  const names = nginxNames(server);
  const [host = ""] = names.origins.map((origin) => new URL(origin).hostname);
  const claims = server.claims.map((claim) => ({ ...claim, to: claim.to.replace(/^\$(?:host|server_name)$/, host) }));
  const site: Site = { statement, names, routes: [], claims, notes };
  const { answeredBy, documentRoot } = settings;
  for (const location of locations) {
    const before = site.routes.length;
    if (answeredBy) addRoute(site, location.statement, `never reached, because line ${answeredBy.line} answers`);
    else addLocation(location, { site, server, upstreams });
    (site.routes[before] ?? site).notes.push(...location.notes);
  }
  const isRootTaken = locations.some(({ paths }) => paths.includes("/"));
  if (documentRoot && !answeredBy && !isRootTaken) site.routes.push(filesRoute({ ...documentRoot, path: "/" }, names));
  return site;
}

interface ServerContext {
  readonly site: Site;
  readonly server: NginxServer;
  readonly upstreams: NginxHttp["upstreams"];
}

function addLocation(location: NginxLocation, context: ServerContext): void {
  const { site, server } = context;
  const { statement, name, paths, settings } = location;
  const { alias, documentRoot, fallback, answeredBy } = settings;
  const isUsed = server.locations.some((other) => name !== undefined && other.settings.fallback === name);
  if (name !== undefined && !isUsed) addRoute(site, statement, "no location falls back to it");
  const named = server.locations.find((other) => fallback !== undefined && other.name === fallback)?.settings;
  const source = settings.target ? settings : named;
  for (const path of paths) {
    if (source?.target) {
      addRoute(site, source.target.statement, locationRoute(path, source, source.target, context));
    } else if (alias) {
      const root = rootAbove(path, alias.root);
      addRoute(site, alias.statement, root === undefined ? RENAMED : filesRoute({ ...alias, path, root }, site.names));
    } else if (!answeredBy) {
      const files = documentRoot && filesRoute({ ...documentRoot, path }, site.names);
      addRoute(site, statement, files ?? "nothing in this file answers it");
    }
  }
}

/** A target's path replaces that of the location. A target without a path gets the whole request path. */
function locationRoute(
  path: string,
  { host, ca, rewrite }: NginxSettings,
  { statement, url }: Target,
  { site: { names }, upstreams }: ServerContext,
): ImportedRoute | string {
  const [, scheme = "", authority = "", own = ""] = TARGET.exec(url.replace(/\$request_uri$/, "")) ?? [];
  const socket = authority.startsWith("unix:") ? socketTarget(authority.slice("unix:".length)) : undefined;
  const isRewritten = rewrite && path.startsWith(rewrite.from);
  if (rewrite && !isRewritten) return "the rewrite is about another path";
  const inner = isRewritten ? rewrite.to + path.slice(rewrite.from.length) : own || path;
  const group = upstreams.get(authority);
  if (group) group.isUsed = true;
  const servers = socket ? [socket.server] : group?.servers.map((server) => serverUrl(scheme, server));
  if (servers?.length === 0) return `no servers of "${authority}" in this file`;
  const to = scheme === "" ? url : (socket?.origin ?? `${scheme}://${authority}`) + inner;
  return proxyRoute({ statement, path, to, host, servers, policy: group?.policy, ca }, names);
}

function serverUrl(scheme: string, server: string): string {
  return server.startsWith("unix:") ? socketTarget(server.slice("unix:".length)).server : `${scheme}://${server}`;
}

/** In a socket target, a colon separates file and path. */
const TARGET = /^(\w+):\/\/(unix:\/[^:]+(?=:|$)|[^/]+?):?(\/.*)?$/;

function nginxNames(server: NginxServer): PublicNames {
  const listeners = listenersOf(server);
  const isTls = listeners.some((listener) => listener.isTls);
  const port = listeners.find((listener) => listener.isTls === isTls)?.address.port;
  return publicNames(server.names, isTls ? "https" : "http", port);
}

/** The addresses of a server. Default: port 80. */
export function listenersOf({ statement, listeners, isTls = false, cert, key }: NginxServer): Listener[] {
  const said = listeners.length > 0 ? listeners : [{ statement, address: { host: "", port: 80 }, isTls: false }];
  return said.map((listener) => (listener.isTls || isTls ? { ...listener, isTls: true, cert, key } : listener));
}
