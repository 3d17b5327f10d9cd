import { readDirectives, sectionsLast } from "../directives/read-directives.ts";
import type { Note, Problem } from "../directives/statement.ts";
import { listenOption } from "../listeners.ts";
import { unusedGroups } from "../server-group.ts";
import type { Imported } from "../site.ts";
import { HOST_DIRECTIVES } from "./host-directives.ts";
import type { NginxHttp, NginxTable } from "./level.ts";
import { parseNginx } from "./parse-nginx.ts";
import { REQUEST_DIRECTIVES } from "./request-directives.ts";
import { RESPONSE_DIRECTIVES } from "./response-directives.ts";
import { SECTIONS } from "./sections.ts";
import { listenersOf, nginxSite } from "./server-site.ts";
import { UPSTREAM_DIRECTIVES } from "./upstream-directives.ts";

const DIRECTIVES: NginxTable = {
  ...SECTIONS,
  ...HOST_DIRECTIVES,
  ...REQUEST_DIRECTIVES,
  ...RESPONSE_DIRECTIVES,
  ...UPSTREAM_DIRECTIVES,
};

/** Reads nginx.conf, or a file of a site. */
export function importNginx(text: string, problems: Problem[]): Imported {
  const http: NginxHttp = { upstreams: new Map(), servers: [], trustedProxies: [] };
  const notes: Note[] = [];
  const top = { http, settings: {}, claims: [], notes };
  readDirectives(sectionsLast(parseNginx(text, problems)), top, DIRECTIVES, problems);
  const listen = listenOption(http.servers.flatMap(listenersOf), notes);
  const sites = http.servers.map((server) => nginxSite(server, http));
  notes.push(...unusedGroups(http.upstreams.values()));
  return { listen, trustedProxies: http.trustedProxies, sites, notes };
}
