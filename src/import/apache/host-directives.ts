import { FORMATS } from "../../config/checks/formats.ts";
import { argument, onlyArgument, type Statement } from "../directives/statement.ts";
import { RENAMED, rootAbove } from "../files-route.ts";
import { keepFirst, readAddress } from "../listeners.ts";
import { isHost } from "../public-names.ts";
import { type ApacheHandler, type ApacheTable, isOn } from "./level.ts";

/** Directives about names, addresses and files of a server. */
export const HOST_DIRECTIVES = {
  listen: (directive, { server }) => {
    const address = readAddress(argument(directive, 0, "a port"));
    server.listeners.push({ statement: directive, address, isTls: directive.args[1]?.toLowerCase() === "https" });
    return undefined;
  },
  servername: (directive, { virtualHost }) => {
    const name = argument(directive, 0, "a name");
    if (!isHost(name.replace(/^https?:\/\//, ""))) return `"${name}" is no host`;
    virtualHost.serverName = name;
    return undefined;
  },
  serveralias: (directive, { virtualHost }) => {
    argument(directive, 0, "a name");
    const unknown = directive.args.filter((name) => !isHost(name));
    virtualHost.aliases.push(...directive.args.filter((name) => !unknown.includes(name)));
    return unknown.length > 0 ? `${unknown.join(", ")} cannot be a host of a route` : undefined;
  },
  sslengine: (directive, { virtualHost }) => {
    virtualHost.isTls = isOn(directive);
    return undefined;
  },
  sslcertificatefile: (directive, { virtualHost }) => keepFirst(virtualHost, "cert", argument(directive, 0, "a file")),
  sslcertificatekeyfile: (directive, { virtualHost }) =>
    keepFirst(virtualHost, "key", argument(directive, 0, "a file")),
  documentroot: (directive, { virtualHost }) => {
    virtualHost.staticPaths.push({ statement: directive, path: "/", root: onlyArgument(directive, "a directory") });
    return undefined;
  },
  alias: (directive, { virtualHost, path }) => {
    const [at, directory] =
      path === undefined
        ? [argument(directive, 0, "a path"), argument(directive, 1, "a directory")]
        : [path, argument(directive, 0, "a directory")];
    const root = rootAbove(at, directory);
    if (root === undefined) return RENAMED;
    virtualHost.staticPaths.push({ statement: directive, path: at, root });
    return undefined;
  },
  directoryindex: ({ args }) => (args.includes("index.html") ? undefined : "index.html is the index"),
  remoteipheader: ({ args }) => (/^x-forwarded-for$/i.test(args[0] ?? "") ? undefined : "X-Forwarded-For is read"),
  remoteiptrustedproxy: trust,
  remoteipinternalproxy: trust,
  include: notFollowed,
  includeoptional: notFollowed,
} as const satisfies ApacheTable;

function trust(...[{ args }, { server }]: Parameters<ApacheHandler>): string | undefined {
  const names = args.filter((peer) => !FORMATS["address-block"](peer));
  server.trustedProxies.push(...args.filter((peer) => !names.includes(peer)));
  return names.length > 0 ? `${names.join(", ")} is no address` : undefined;
}

function notFollowed(_: Statement): string {
  return "not followed; import that file too";
}
