import { addFiles, longest } from "../files-route.ts";
import { proxyRoute } from "../proxy-route.ts";
import { addRoute, type ImportedRoute, type Site } from "../site.ts";
import { type ApacheServer, nearest, type Pass, type VirtualHost } from "./level.ts";
import { apacheNames } from "./names.ts";
import { readTarget } from "./target.ts";

/** The routes of a virtual host, with what it inherits from the main server. */
export function apacheSite(virtualHost: VirtualHost, server: ApacheServer): Site {
  const { statement, notes } = virtualHost;
  const inherited = virtualHost === server.main ? [] : [server.main];
  const all = <K extends "passes" | "staticPaths" | "claims">(key: K) =>
    [virtualHost, ...inherited].flatMap((host): VirtualHost[K][number][] => host[key]);
  const site: Site = {
    names: apacheNames(virtualHost, server),
    statement,
    routes: [],
    claims: all("claims"),
    notes,
  };
  const passes = all("passes");
  const applications: Pass[] = [];
  const exceptions: Pass[] = [];
  for (const pass of passes) {
    const reason = unusedBecause(pass, passes);
    if (reason !== undefined) addRoute(site, pass.statement, reason);
    else if (pass.to === "!") exceptions.push(pass);
    else {
      applications.push(pass);
      addRoute(site, pass.statement, passRoute(pass, site, server));
    }
  }
  addFiles(site, { applications, exceptions, staticPaths: all("staticPaths") });
  return site;
}

/** Why a pass is never reached, or cannot be expressed. */
function unusedBecause(pass: Pass, passes: readonly Pass[]): string | undefined {
  const others = passes.filter(({ isUpgrade }) => !isUpgrade);
  if (pass.isUpgrade) {
    const isShared = others.some(({ to }) => authorityOf(to) === authorityOf(pass.to));
    return isShared ? undefined : "upgrades go where all requests of the path go";
  }
  if (pass.level.path !== undefined) return undefined;
  const earlier = others.slice(0, others.indexOf(pass)).filter(({ level }) => level.path === undefined);
  const first = longest(earlier, pass.path);
  return first && `never reached, because line ${first.statement.line} comes first`;
}

function authorityOf(url: string): string | undefined {
  return /^\w+:\/\/([^/]+)/.exec(url)?.[1];
}

function passRoute({ statement, path, to, level }: Pass, site: Site, server: ApacheServer): ImportedRoute | string {
  const [, name = "", rest = ""] = /^balancer:\/\/([^/]+)(\/.*)?$/is.exec(to) ?? [];
  const host = nearest(level, "preservesHost") ? (nearest(level, "host") ?? "public") : undefined;
  if (name === "") {
    const { url, socket } = readTarget(to);
    return proxyRoute({ statement, path, to: url, host, servers: socket && [socket.server] }, site.names);
  }
  const balancer = server.balancers.get(name);
  if (balancer) balancer.isUsed = true;
  const [first, ...others] = balancer?.servers ?? [];
  if (!balancer || first === undefined) return `no members of balancer://${name} in this file`;
  const servers = balancer.servers.map(readTarget).map(({ url, socket }) => socket?.server ?? new URL(url).origin);
  const { policy } = balancer;
  const route = proxyRoute({ statement, path, to: readTarget(first).url + rest, host, servers, policy }, site.names);
  if (typeof route !== "string") {
    route.aliases.push(...others.map((member) => new URL(readTarget(member).url + rest).href));
  }
  return route;
}
