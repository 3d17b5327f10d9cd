import { covered } from "../directives/read-directives.ts";
import { RENAMED, rootAbove } from "../files-route.ts";
import { keepFirst, readAddress } from "../listeners.ts";
import { isHost } from "../public-names.ts";
import type { LighttpdTable } from "./level.ts";
import { isEnabled, listOf, pairsOf, textOf } from "./value.ts";

/** Settings about names, addresses and files of a server. */
export const SETTINGS = {
  "server.name": (directive, { site }) => {
    const name = textOf(directive);
    if (!isHost(name)) return `"${name}" is no host`;
    site.names.push(name);
    return undefined;
  },
  "server.port": (directive, { server, site: { socket } }) => {
    server.sockets.add(socket);
    socket.address = { ...readAddress(textOf(directive)), host: socket.address.host };
    return undefined;
  },
  "server.bind": (directive, { server, site: { socket } }) => {
    const host = textOf(directive);
    if (host.startsWith("/")) return "sockets of the file system are not supported";
    server.sockets.add(socket);
    socket.address = readAddress(host.includes(":") && !host.startsWith("[") ? `[${host}]` : host, socket.address.port);
    return undefined;
  },
  "ssl.engine": (directive, { server, site: { socket } }) => {
    server.sockets.add(socket);
    socket.isTls = isEnabled(directive);
    return undefined;
  },
  "ssl.pemfile": (directive, { site: { socket } }) => keepFirst(socket, "cert", textOf(directive)),
  "ssl.privkey": (directive, { site: { socket } }) => keepFirst(socket, "key", textOf(directive)),
  "server.document-root": (directive, { site, paths }) => {
    site.staticPaths.push(...paths.map((path) => ({ statement: directive, path, root: textOf(directive) })));
    return undefined;
  },
  "alias.url": (directive, { site }) => {
    const unsaid = pairsOf(listOf(directive)).filter(([path, directory]) => {
      const root = rootAbove(path, directory);
      if (root !== undefined) site.staticPaths.push({ statement: directive, path, root });
      return root === undefined;
    });
    return unsaid.length > 0 ? RENAMED : undefined;
  },
  "index-file.names": (directive) => (hasIndex(listOf(directive)) ? undefined : "index.html is the index"),
  "server.indexfiles": (directive) => (hasIndex(listOf(directive)) ? undefined : "index.html is the index"),
  "server.modules": covered,
  include: () => "not followed; import that file too",
} as const satisfies LighttpdTable;

function hasIndex(list: ReturnType<typeof listOf>): boolean {
  return list.some(({ value }) => value === "index.html");
}
