import { isIP } from "node:net";
import type { ListenInput } from "../../config/config.ts";
import type { Note } from "../directives/statement.ts";
import { type Listener, listenOption } from "../listeners.ts";
import { isHost, type PublicNames, publicNames } from "../public-names.ts";
import type { ApacheServer, VirtualHost } from "./level.ts";

/** The public origins of a virtual host: its ServerName, its aliases, or the name in its address. */
export function apacheNames(virtualHost: VirtualHost, { listeners }: ApacheServer): PublicNames {
  const { serverName = "", addresses, aliases } = virtualHost;
  const [, scheme, name = "", port] = /^(?:(https?):\/\/)?(.*?)(?::(\d+))?$/.exec(serverName) ?? [];
  const own = name === "" ? addresses.map((address) => address.replace(/:[^:\]]*$/, "")).filter(isName) : [name];
  const isTls = scheme === "https" || hasTls(virtualHost);
  const said = port === undefined ? portsOf(virtualHost) : [Number(port)];
  return publicNames([...own, ...aliases], isTls ? "https" : "http", said[0] ?? listeners[0]?.address.port);
}

/** The addresses of Listen. In a file without Listen, the ports of the virtual hosts. */
export function apacheListen({ listeners, virtualHosts, main }: ApacheServer, notes: Note[]): (string | ListenInput)[] {
  const hosts = virtualHosts.length > 0 ? virtualHosts : [main];
  const implied = hosts.flatMap((virtualHost): Listener[] =>
    portsOf(virtualHost).map((port) => ({
      statement: virtualHost.statement,
      address: { host: "", port },
      isTls: false,
    })),
  );
  const secured = (listeners.length > 0 ? listeners : implied).flatMap((listener): Listener[] => {
    const { port } = listener.address;
    const secure = hosts.filter(
      (host) => hasTls(host) && [...portsOf(host), ...(host === main ? [port] : [])].includes(port),
    );
    if (secure.length === 0) return [listener];
    return secure.map(({ statement, cert, key }) => ({ ...listener, statement, isTls: true, cert, key }));
  });
  return listenOption(secured, notes);
}

function hasTls(virtualHost: VirtualHost): boolean {
  return virtualHost.isTls ?? portsOf(virtualHost).includes(443);
}

function portsOf({ addresses }: VirtualHost): number[] {
  return addresses.flatMap((address) => /:(\d+)$/.exec(address)?.slice(1).map(Number) ?? []);
}

function isName(host: string): boolean {
  return host !== "*" && host !== "_default_" && isIP(host) === 0 && isHost(host);
}
