import { FORMATS } from "../../config/checks/formats.ts";
import { covered, withoutCounterpartFor } from "../directives/read-directives.ts";
import { argument } from "../directives/statement.ts";
import { readHostExpression } from "../expressions/host-expression.ts";
import { keepFirst, readAddress } from "../listeners.ts";
import { isHost } from "../public-names.ts";
import { type NginxTable, ofServer } from "./level.ts";

/** Directives about names and addresses of a server. */
export const HOST_DIRECTIVES = {
  listen: ofServer((directive, { listeners }) => {
    const [address, ...parameters] = [argument(directive, 0, "an address"), ...directive.args.slice(1)];
    if (address.startsWith("unix:")) return "sockets of the file system are not supported";
    const isTls = parameters.includes("ssl");
    listeners.push({ statement: directive, address: readAddress(address, 80), isTls });
    return withoutCounterpartFor(parameters.filter((parameter) => /^(?:proxy_protocol|quic)$/.test(parameter)));
  }),
  server_name: ofServer((directive, { names }) => {
    argument(directive, 0, "a name");
    const unknown = directive.args.filter((name) => !namesOf(name));
    names.push(...directive.args.flatMap((name) => namesOf(name) ?? []));
    return unknown.length > 0 ? `${unknown.join(", ")} cannot be a host of a route` : undefined;
  }),
  ssl: ofServer((directive, server) => {
    server.isTls = directive.args[0] === "on";
    return undefined;
  }),
  ssl_certificate: ofServer((directive, server) => keepFirst(server, "cert", argument(directive, 0, "a file"))),
  ssl_certificate_key: ofServer((directive, server) => keepFirst(server, "key", argument(directive, 0, "a file"))),
  set_real_ip_from: (directive, { http }) => {
    const peer = argument(directive, 0, "an address");
    if (!FORMATS["address-block"](peer)) return `"${peer}" is no address`;
    http.trustedProxies.push(peer);
    return undefined;
  },
  real_ip_header: ({ args }) => (/^x-forwarded-for$/i.test(args[0] ?? "") ? undefined : "X-Forwarded-For is read"),
  real_ip_recursive: ({ args }) => (args[0] === "on" ? undefined : "trusted peers are passed over"),
  include: () => "not followed; import that file too",
  load_module: covered,
} as const satisfies NginxTable;

/** The hosts of a server name: two for `.example.com`, none for `_`. */
function namesOf(name: string): readonly string[] | undefined {
  if (name === "_" || name === "") return [];
  if (name.startsWith("~")) return readHostExpression(name.slice(1))?.names;
  const names = name.startsWith(".") ? [name.slice(1), `*${name}`] : [name];
  return names.every(isHost) ? names : undefined;
}
