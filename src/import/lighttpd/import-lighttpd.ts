import { readDirectives, sectionsLast } from "../directives/read-directives.ts";
import type { Note, Problem } from "../directives/statement.ts";
import { listenOption } from "../listeners.ts";
import type { Imported } from "../site.ts";
import { CONDITIONS, newSite } from "./conditions.ts";
import type { LighttpdHandler, LighttpdServer, LighttpdTable, Socket } from "./level.ts";
import { lighttpdSite } from "./lighttpd-site.ts";
import { type LighttpdValue, parseLighttpd } from "./parse-lighttpd.ts";
import { PROXY_SETTINGS } from "./proxy-settings.ts";
import { SETTINGS } from "./settings.ts";

const DIRECTIVES: LighttpdTable = Object.fromEntries(
  Object.entries<LighttpdHandler>({ ...CONDITIONS, ...SETTINGS, ...PROXY_SETTINGS }).map(([name, handler]) => [
    name,
    ifKnown(handler),
  ]),
);

/** Reads lighttpd.conf, or a file that it includes. */
export function importLighttpd(text: string, problems: Problem[]): Imported {
  const statement = { line: 1, text: "the main server" };
  const socket: Socket = { statement, address: { host: "", port: 80 } };
  const main = newSite(statement, { names: [], socket, isBound: false });
  const server: LighttpdServer = { sites: [main], sockets: new Set() };
  const level = { server, site: main, paths: ["/"], exceptions: [], notes: main.notes };
  readDirectives(sectionsLast(parseLighttpd(text, problems)), level, DIRECTIVES, problems);
  const notes: Note[] = [];
  const listeners = [...server.sockets].map((said) => ({ ...said, isTls: said.isTls ?? false }));
  return {
    listen: listenOption(listeners, notes),
    trustedProxies: [],
    sites: server.sites.map((site) => lighttpdSite(site, server)),
    notes,
  };
}

/** Leaves out settings with variables whose values are unknown. */
function ifKnown(handler: LighttpdHandler): LighttpdHandler {
  return (directive, level, read) => {
    const variable = variableIn(directive.value);
    return variable ? `${variable} is not defined in this file` : handler(directive, level, read);
  };
}

function variableIn(value: LighttpdValue): string | undefined {
  if (typeof value === "object")
    return value.map((entry) => variableIn(entry.value)).find((found) => found !== undefined);
  return /\$\{([\w.]+)\}/.exec(String(value))?.[1];
}
