import { sectionsLast, withoutCounterpartFor } from "../directives/read-directives.ts";
import { argument, badLine, NO_PREFIX } from "../directives/statement.ts";
import { readPathExpression } from "../expressions/path-expression.ts";
import { newServerGroup, type ServerGroup } from "../server-group.ts";
import { ejectAfter, milliseconds, type ServerPolicy } from "../server-policy.ts";
import { inherit, type NginxHandler, type NginxLocation, type NginxServer, type NginxTable } from "./level.ts";
import type { NginxDirective } from "./parse-nginx.ts";

/** Blocks. */
export const SECTIONS = {
  http: (section, level, read) => {
    read(sectionsLast(section.block), level);
    return undefined;
  },
  upstream: (section, level, read) => {
    const upstream = newServerGroup(section);
    level.http.upstreams.set(argument(section, 0, "a name"), upstream);
    read(section.block ?? [], { ...level, upstream });
    return undefined;
  },
  server: (section, level, read) =>
    level.upstream ? member(section, level.upstream) : virtualServer(section, level, read),
  location: (section, level, read) => {
    const { server } = level;
    if (!server) return "it belongs inside of server, with all that is in it";
    const uri = argument(section, section.args.length > 1 ? 1 : 0, "a path");
    const name = uri.startsWith("@") ? uri : undefined;
    const paths = name ? [] : prefixesOf(section.args.length > 1 ? (section.args[0] as string) : "", uri);
    if (!paths) return `${NO_PREFIX}, nor what is in it`;
    const settings = inherit(level.settings);
    const location: NginxLocation = { statement: section, paths, name, settings, notes: [] };
    server.locations.push(location);
    read(sectionsLast(section.block), { ...level, location, settings, notes: location.notes });
    return undefined;
  },
} as const satisfies NginxTable;

/** The prefixes that a location matches; none for an exact match. */
function prefixesOf(modifier: string, uri: string): readonly string[] | undefined {
  if (modifier === "" || modifier === "^~") return [uri];
  return modifier.startsWith("~") ? readPathExpression(uri)?.prefixes : undefined;
}

function virtualServer(...[section, level, read]: Parameters<NginxHandler>): string | undefined {
  if (!section.block) throw badLine(`expected { after "${section.text}"`);
  const server: NginxServer = {
    statement: section,
    names: [],
    listeners: [],
    locations: [],
    settings: inherit(level.settings),
    claims: [...level.claims],
    notes: [],
  };
  level.http.servers.push(server);
  const { settings, claims, notes } = server;
  read(sectionsLast(section.block), { http: level.http, server, settings, claims, notes });
  return undefined;
}

function member(directive: NginxDirective, { servers, policy }: ServerGroup): string | undefined {
  const [address, ...parameters] = [argument(directive, 0, "an address"), ...directive.args.slice(1)];
  if (parameters.includes("down")) return undefined;
  servers.push(address);
  return withoutCounterpartFor(parameters.filter((parameter) => !isTaken(parameter, policy)));
}

/** Whether a server's parameter is adopted for its group, or asks for what reorigin does anyway. */
function isTaken(parameter: string, policy: ServerPolicy): boolean {
  const [name, value = ""] = parameter.split("=", 2);
  if (name === "max_fails" && /^\d+$/.test(value)) return ejectAfter(policy, { failures: Number(value) });
  const durationMs = name === "fail_timeout" ? milliseconds(value) : undefined;
  return name === "resolve" || (durationMs !== undefined && ejectAfter(policy, { durationMs }));
}
