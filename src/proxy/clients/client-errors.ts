import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Limits } from "../../limits.ts";
import { errorCode } from "../../upstream/error-code.ts";
import { REFUSALS, type RefusalName, refusalBody, refusalFields } from "../refusals.ts";
import type { ClientConnections } from "./client-connections.ts";

/** Errors of Node's server for requests it could not read. All others mean a malformed request. */
const CLIENT_ERRORS = {
  HPE_HEADER_OVERFLOW: "fields-too-large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "content-too-large",
  HPE_PAUSED_H2_UPGRADE: "unknown-version",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
} as const satisfies Record<string, RefusalName>;

/** What decides about bytes that are no request. */
export interface UnreadableContext {
  readonly connections: ClientConnections;
  readonly limits: Pick<Limits, "targetBytes">;
}

/**
 * Answers bytes that are no request, and closes: after the answers to the requests before it on the same connection, and
 * in place of the answer to the one whose content they were.
 */
export function refuseUnreadable(error: Error, socket: Duplex, { connections, limits }: UnreadableContext): void {
  const code = errorCode(error);
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = isTargetTooLong(error, code, limits) ? "target-too-long" : refusalForUnreadable(error, code);
  const connection = connections.of(socket);
  connection.requestBroken(refusal);
  connection.whenIdle(() => refuseOn(socket, refusal));
}

function refusalForUnreadable(error: Error, code: string): RefusalName {
  if (Object.hasOwn(CLIENT_ERRORS, code)) return CLIENT_ERRORS[code as keyof typeof CLIENT_ERRORS];
  const unknown = UNKNOWN.find((candidate) => candidate.code === code);
  return unknown?.line.test(lineOf(error)) ? unknown.refusal : "malformed-request";
}

/** Node counts the target and the fields together. */
function isTargetTooLong(error: Error, code: string, { targetBytes }: UnreadableContext["limits"]): boolean {
  return code === "HPE_HEADER_OVERFLOW" && targetOf(error).length > targetBytes;
}

/** The target of the head in which Node stopped, as far as it was read; "" if the head began in an earlier packet. */
function targetOf({ rawPacket, bytesParsed = 0 }: UnreadableError): string {
  const read = rawPacket?.toString("latin1", 0, bytesParsed) ?? "";
  const head = read.split(END_OF_HEAD).at(-1) ?? "";
  return REQUEST_LINE.exec(head)?.[1] ?? "";
}

const END_OF_HEAD = "\r\n\r\n";

/** As far as it is there; empty lines may come before it (RFC 9112 section 2.2). */
const REQUEST_LINE = /^(?:\r\n)?[A-Z-]+ (\S+)/;

/** Valid requests, except for a method or version that Node does not know. */
const UNKNOWN = [
  {
    code: "HPE_INVALID_METHOD",
    line: /^[\w!#$%&'*+.^`|~-]{1,32} [!-~]{1,256} HTTP\/1\.[01]\r\n/,
    refusal: "unknown-method",
  },
  { code: "HPE_INVALID_VERSION", line: /^[A-Z]{1,32} [!-~]{1,256} HTTP\/\d\.\d\r\n/, refusal: "unknown-version" },
] as const satisfies readonly { code: string; line: RegExp; refusal: RefusalName }[];

/** The line in which Node stopped. */
function lineOf({ rawPacket, bytesParsed = 0 }: UnreadableError): string {
  if (!rawPacket) return "";
  const start = rawPacket.subarray(0, bytesParsed).lastIndexOf("\n") + 1;
  return rawPacket.toString("latin1", start, start + MAX_LINE_CHARS);
}

/** What Node adds to a parser's error. */
type UnreadableError = Error & { readonly rawPacket?: Buffer; readonly bytesParsed?: number };

const MAX_LINE_CHARS = 512;

function refuseOn(socket: Duplex, name: RefusalName): void {
  const { status } = REFUSALS[name];
  const fields = refusalFields(name);
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nDate: ${new Date().toUTCString()}\r\n`;
  for (let i = 0; i < fields.length; i += 2) head += `${fields[i]}: ${fields[i + 1]}\r\n`;
  if (socket.writable) socket.end(`${head}\r\n${refusalBody(name)}`, "latin1");
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Time for the client to read the response before a reset can destroy it (RFC 9112 section 9.6). */
const LINGER_MS = 1000;
