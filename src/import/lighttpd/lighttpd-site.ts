import { isSocketUrl } from "../../url/server-url.ts";
import type { Note } from "../directives/statement.ts";
import { addFiles } from "../files-route.ts";
import { proxyRoute } from "../proxy-route.ts";
import { type PublicNames, publicNames } from "../public-names.ts";
import { addRoute, type Site } from "../site.ts";
import { socketTarget } from "../socket.ts";
import { type LighttpdLevel, type LighttpdServer, type LighttpdSite, nearest } from "./level.ts";
import { passedPaths, unrewrittenPaths } from "./passed-paths.ts";

/** lighttpd's default, without proxy.balance. */
const DEFAULT_POLICY = { balance: "least-connections" } as const;

/** The routes of one condition's hosts, with inherited settings. */
export function lighttpdSite(own: LighttpdSite, server: LighttpdServer): Site {
  const line = lineage(own);
  const names = lighttpdNames(own, server);
  const { statement, notes } = own;
  const site: Site = { statement, names, routes: [], claims: line.flatMap(({ claims }) => claims), notes };
  const passes = line.find((ancestor) => ancestor.passes.length > 0)?.passes ?? [];
  const applications: { path: string }[] = [];
  for (const pass of passes) {
    const { statement: said, servers, level } = pass;
    const host = hostOf(level, names);
    const policy = nearest(level, "policy") ?? DEFAULT_POLICY;
    for (const { from, to } of passedPaths(pass)) {
      applications.push({ path: from });
      addRoute(
        site,
        said,
        proxyRoute({ statement: said, path: from, to: nameOf(servers) + to, host, servers, policy }, names),
      );
    }
    notes.push(...otherHosts(level, names, host));
  }
  const exceptions = passes.flatMap((pass) => [...pass.level.exceptions, ...unrewrittenPaths(pass)]);
  addFiles(site, { applications, exceptions, staticPaths: line.flatMap((ancestor) => ancestor.staticPaths) });
  return site;
}

/** The application's origin: its first server, or a name for its socket. */
function nameOf([first = ""]: readonly string[]): string {
  return isSocketUrl(first) ? socketTarget(decodeURI(new URL(first).pathname)).origin : first;
}

/** A site and its ancestors, from which it inherits. */
function lineage(site: LighttpdSite): LighttpdSite[] {
  return site.parent ? [site, ...lineage(site.parent)] : [site];
}

/** The Host that the server gets: the client's, unless a map names another. */
function hostOf(level: LighttpdLevel, names: PublicNames): string {
  const hosts = nearest(level, "hosts")?.hosts;
  const [own = ""] = hostsOf(names);
  return sentHost(hosts?.get(own) ?? hosts?.get("-"));
}

/** Notes about rows of the map that would send another Host than the one of the route. */
function otherHosts(level: LighttpdLevel, names: PublicNames, host: string): Note[] {
  const { hosts, statement } = nearest(level, "hosts") ?? {};
  const own = hostsOf(names);
  const unsaid = [...(hosts ?? [])].filter(
    ([from, to]) => from !== "-" && !(own.includes(from) && sentHost(to) === host),
  );
  return unsaid.flatMap(([from]) => (statement ? { ...statement, reason: `the Host of "${from}" is not said` } : []));
}

function sentHost(mapped = "-"): string {
  return mapped === "" || mapped === "-" ? "public" : mapped;
}

function hostsOf({ origins }: PublicNames): string[] {
  return origins.map((origin) => new URL(origin).host);
}

/** Settings for all sockets are written with the scheme and port of the one with TLS. */
function lighttpdNames({ names, socket, isBound }: LighttpdSite, { sockets }: LighttpdServer): PublicNames {
  const own = isBound ? socket : ([...sockets].find(({ isTls }) => isTls) ?? socket);
  return publicNames(names, own.isTls ? "https" : "http", own.address.port);
}
