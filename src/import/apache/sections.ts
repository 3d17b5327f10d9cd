import { withoutCounterpart } from "../directives/read-directives.ts";
import { argument, NO_PREFIX } from "../directives/statement.ts";
import { readPathExpression } from "../expressions/path-expression.ts";
import { type ApacheHandler, type ApacheTable, balancerOf, type VirtualHost } from "./level.ts";

/** Sections, by their names in lower case. */
export const SECTIONS = {
  "<virtualhost>": (section, level, read) => {
    argument(section, 0, "an address");
    const { line, text, args, block = [] } = section;
    const virtualHost = newVirtualHost({ line, text }, args);
    level.server.virtualHosts.push(virtualHost);
    read(block, { server: level.server, virtualHost, notes: virtualHost.notes, parent: level });
    return undefined;
  },
  "<location>": (section, level, read) => {
    if (section.args[0] === "~")
      return location(readPathExpression(section.args[1] ?? "")?.prefixes, section, level, read);
    return location([argument(section, 0, "a path")], section, level, read);
  },
  "<locationmatch>": (section, level, read) =>
    location(readPathExpression(argument(section, 0, "a pattern"))?.prefixes, section, level, read),
  "<proxy>": (section, level, read) => {
    const name = /^balancer:\/\/([^/]+)/i.exec(argument(section, 0, "a URL"))?.[1];
    if (name === undefined) return withoutCounterpart(section);
    read(section.block ?? [], { ...level, balancer: balancerOf(level.server, name, section) });
    return undefined;
  },
  "<ifmodule>": whatIf,
  "<ifdefine>": whatIf,
  "<ifversion>": whatIf,
} as const satisfies ApacheTable;

export function newVirtualHost(statement: VirtualHost["statement"], addresses: readonly string[]): VirtualHost {
  return { statement, addresses, aliases: [], passes: [], staticPaths: [], claims: [], notes: [] };
}

/** Reads `IfModule` and its like as if the usual modules were loaded. */
function whatIf(...[section, level, read]: Parameters<ApacheHandler>): string | undefined {
  if (section.args[0]?.startsWith("!")) return "taken as not so, with all that is in it";
  read(section.block ?? [], level);
  return undefined;
}

function location(
  prefixes: readonly string[] | undefined,
  ...[section, level, read]: Parameters<ApacheHandler>
): string | undefined {
  const [path] = prefixes ?? [];
  if (path === undefined || prefixes?.length !== 1 || /[*?[]/.test(path)) return `${NO_PREFIX}, nor what is in it`;
  read(section.block ?? [], {
    server: level.server,
    virtualHost: level.virtualHost,
    path,
    notes: level.notes,
    parent: level,
  });
  return undefined;
}
