import { isSocketUrl } from "../../url/server-url.ts";
import type { Note } from "../directives/statement.ts";
import { addFiles } from "../files-route.ts";
import { proxyRoute } from "../proxy-route.ts";
import { type PublicNames, publicNames } from "../public-names.ts";
import { addRoute, type Site } from "../site.ts";
import { socketTarget } from "../socket.ts";
import { type LighttpdLevel, type LighttpdServer, type LighttpdSite, nearest } from "./level.ts";
import { passedPaths, unrewrittenPaths } from "./passed-paths.ts";

/** Without proxy.balance. */
const DEFAULT_POLICY = { balance: "least-connections" } as const;

/** The routes of the hosts of one condition, with what they inherit. */
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

/** What the application is called: its first server, or a name in place of its socket. */
function nameOf([first = ""]: readonly string[]): string {
  return isSocketUrl(first) ? socketTarget(decodeURI(new URL(first).pathname)).origin : first;
}

/** A site and those that it inherits from. */
function lineage(site: LighttpdSite): LighttpdSite[] {
  return site.parent ? [site, ...lineage(site.parent)] : [site];
}

/** The Host field that is sent: the client's, unless a map names another. */
function hostOf(level: LighttpdLevel, names: PublicNames): string {
  const hosts = nearest(level, "hosts")?.hosts;
  const [own = ""] = hostsOf(names);
  return sentHost(hosts?.get(own) ?? hosts?.get("-"));
}

/** What to say about rows of that map that are not about the site's first host, and say something else. */
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

/** What holds for every socket is written as the one with TLS has it. */
function lighttpdNames({ names, socket, isBound }: LighttpdSite, { sockets }: LighttpdServer): PublicNames {
  const own = isBound ? socket : ([...sockets].find(({ isTls }) => isTls) ?? socket);
  return publicNames(names, own.isTls ? "https" : "http", own.address.port);
}
