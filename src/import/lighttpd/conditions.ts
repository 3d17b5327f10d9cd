import { sectionsLast } from "../directives/read-directives.ts";
import { NO_PREFIX } from "../directives/statement.ts";
import { readHostExpression } from "../expressions/host-expression.ts";
import { readPathExpression } from "../expressions/path-expression.ts";
import { readAddress } from "../listeners.ts";
import { isHost } from "../public-names.ts";
import type { LighttpdLevel, LighttpdSite, LighttpdTable, Socket } from "./level.ts";
import type { LighttpdDirective } from "./parse-lighttpd.ts";

/** Conditions, by their fields. */
export const CONDITIONS = {
  global: (section, level, read) => {
    read(sectionsLast(section.block), level);
    return undefined;
  },
  '$HTTP["host"]': (section, level, read) => {
    const hosts = HOSTS[section.operator as keyof typeof HOSTS]?.(String(section.value));
    if (!hosts?.names.every(isHost)) return "no short list of hosts, nor what is in it";
    const site = newSite(section, { ...level.site, names: [...hosts.names], parent: level.site });
    level.server.sites.push(site);
    read(sectionsLast(section.block), below(level, { site, notes: site.notes }));
    return hosts.isExact ? undefined : "taken as the whole host";
  },
  '$HTTP["url"]': (section, level, read) => {
    const pattern = String(section.value);
    const prefixes = section.operator === "=^" ? [pattern] : readPathExpression(pattern)?.prefixes;
    if (!prefixes || !["=^", "=~", "!~"].includes(section.operator)) return `${NO_PREFIX}, nor what is in it`;
    const isException = section.operator === "!~";
    const exceptions = prefixes.map((path) => ({ statement: section, path }));
    const part = isException ? { exceptions: [...level.exceptions, ...exceptions] } : { paths: prefixes };
    read(sectionsLast(section.block), below(level, part));
    return undefined;
  },
  '$SERVER["socket"]': (section, level, read) => {
    if (section.operator !== "==") return "no one address, nor what is in it";
    const socket: Socket = { statement: section, address: readAddress(String(section.value), 80) };
    level.server.sockets.add(socket);
    const site = newSite(section, { ...level.site, socket, isBound: true, parent: level.site });
    level.server.sites.push(site);
    read(sectionsLast(section.block), below(level, { site, notes: site.notes }));
    return undefined;
  },
} as const satisfies LighttpdTable;

interface Hosts {
  readonly names: readonly string[];
  readonly isExact: boolean;
}

/** Comparison → the hosts for which it is true. */
const HOSTS = {
  "==": (host) => ({ names: [host], isExact: true }),
  "=~": readHostExpression,
  "=$": (end) => (end.startsWith(".") ? { names: [`*${end}`], isExact: true } : undefined),
} as const satisfies Record<string, (text: string) => Hosts | undefined>;

export function newSite(
  { line, text }: LighttpdDirective | { line: number; text: string },
  like: Pick<LighttpdSite, "names" | "socket" | "isBound" | "parent">,
): LighttpdSite {
  const { names, socket, isBound, parent } = like;
  return {
    statement: { line, text },
    names,
    socket,
    isBound,
    passes: [],
    staticPaths: [],
    claims: [],
    notes: [],
    ...(parent && { parent }),
  };
}

function below(level: LighttpdLevel, part: Partial<LighttpdLevel>): LighttpdLevel {
  const { server, site, paths, exceptions, notes } = level;
  return { server, site, paths, exceptions, notes, parent: level, ...part };
}
