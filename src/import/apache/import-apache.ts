import { readDirectives } from "../directives/read-directives.ts";
import type { Problem } from "../directives/statement.ts";
import { unusedGroups } from "../server-group.ts";
import type { Imported } from "../site.ts";
import { BODY_DIRECTIVES } from "./body-directives.ts";
import { FIELD_DIRECTIVES } from "./field-directives.ts";
import { HOST_DIRECTIVES } from "./host-directives.ts";
import type { ApacheHandler, ApacheServer, ApacheTable } from "./level.ts";
import { apacheListen } from "./names.ts";
import { parseApache } from "./parse-apache.ts";
import { PROXY_DIRECTIVES } from "./proxy-directives.ts";
import { newVirtualHost, SECTIONS } from "./sections.ts";
import { apacheSite } from "./virtual-host-site.ts";

/** Directives and sections, by their names in lower case. */
const DIRECTIVES: ApacheTable = Object.fromEntries(
  Object.entries<ApacheHandler>({
    ...SECTIONS,
    ...HOST_DIRECTIVES,
    ...PROXY_DIRECTIVES,
    ...BODY_DIRECTIVES,
    ...FIELD_DIRECTIVES,
  }).map(([name, handler]) => [name, ifKnown(handler)]),
);

/** Reads httpd.conf, or a file of a site. */
export function importApache(text: string, problems: Problem[]): Imported {
  const main = newVirtualHost({ line: 1, text: "the main server" }, []);
  const server: ApacheServer = { main, virtualHosts: [], listeners: [], trustedProxies: [], balancers: new Map() };
  const level = { server, virtualHost: main, notes: main.notes };
  readDirectives(parseApache(text, problems), level, DIRECTIVES, problems);
  const notes = server.virtualHosts.length > 0 ? main.notes : [];
  const hosts = server.virtualHosts.length > 0 ? server.virtualHosts : [main];
  const listen = apacheListen(server, notes);
  const sites = hosts.map((virtualHost) => apacheSite(virtualHost, server));
  notes.push(...unusedGroups(server.balancers.values()));
  return { listen, trustedProxies: server.trustedProxies, sites, notes };
}

/** Leaves out directives with variables whose values are unknown. */
function ifKnown(handler: ApacheHandler): ApacheHandler {
  return (directive, level, read) => {
    const [variable] = directive.args.flatMap((arg) => /\$\{\w+\}/.exec(arg)?.[0] ?? []);
    return variable && !directive.block ? `${variable} is not defined in this file` : handler(directive, level, read);
  };
}
