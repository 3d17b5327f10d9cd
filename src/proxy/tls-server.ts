import { readFileSync } from "node:fs";
import type { ServerOptions } from "node:http";
import { createServer, type Server } from "node:https";
import type { TLSSocket } from "node:tls";
import type { ListenInput } from "../config/config.ts";
import type { Http2Connections } from "./http2-connections.ts";

export type TlsListenInput = ListenInput & Required<Pick<ListenInput, "cert" | "key">>;

export function isTls(input: ListenInput): input is TlsListenInput {
  return input.cert !== undefined && input.key !== undefined;
}

/** A server of HTTP/1.1 over TLS; those who choose HTTP/2 in the handshake are led past it. */
export function openTlsServer(
  { cert, key, http2 }: TlsListenInput,
  options: ServerOptions,
  connections: Http2Connections,
): Server {
  const server = createServer({
    ...options,
    ALPNProtocols: http2 === false ? ["http/1.1"] : ["h2", "http/1.1"],
    minVersion: "TLSv1.2",
    cert: readFileSync(cert),
    key: readFileSync(key),
  });
  const [http1] = server.listeners("secureConnection");
  server.removeAllListeners("secureConnection");
  server.on("secureConnection", (socket: TLSSocket) => {
    if (socket.alpnProtocol === "h2") connections.open(socket);
    else http1?.call(server, socket);
  });
  return server;
}
