import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { errorCode } from "../upstream/error-code.ts";
import type { ClientConnections } from "./client-connections.ts";
import { REFUSALS, type RefusalName, refusalBody, refusalFields } from "./refusals.ts";

/** What Node's server reports of a request that it could not read. All else is malformed. */
const CLIENT_ERRORS = {
  HPE_HEADER_OVERFLOW: "fields-too-large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "content-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
} as const satisfies Record<string, RefusalName>;

/**
 * Answers bytes that are no request, and closes: after the answers to the requests before it on the same connection, and in
 * place of the answer to the one whose content they were.
 */
export function refuseUnreadable(error: Error, socket: Duplex, connections: ClientConnections): void {
  const code = errorCode(error);
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = Object.hasOwn(CLIENT_ERRORS, code)
    ? CLIENT_ERRORS[code as keyof typeof CLIENT_ERRORS]
    : "malformed-request";
  const connection = connections.of(socket);
  connection.requestBroken(refusal);
  connection.whenIdle(() => refuseOn(socket, refusal));
}

function refuseOn(socket: Duplex, name: RefusalName): void {
  const { status } = REFUSALS[name];
  const fields = refusalFields(name);
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nDate: ${new Date().toUTCString()}\r\n`;
  for (let i = 0; i < fields.length; i += 2) head += `${fields[i]}: ${fields[i + 1]}\r\n`;
  if (socket.writable) socket.end(`${head}\r\n${refusalBody(name)}`, "latin1");
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Time for the client to read the answer before a reset can take it away (RFC 9112 section 9.6). */
const LINGER_MS = 1000;
