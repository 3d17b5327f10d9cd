import { STATUS_CODES } from "node:http";

/**
 * The head of an interim response (RFC 9110 section 15.2), for the bare socket: Node 22 writes only some of them.
 *
 * @param fields valid names and values in turn
 */
export function interimHead(status: number, fields: readonly string[]): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
  for (let i = 0; i < fields.length; i += 2) head += `${fields[i]}: ${fields[i + 1]}\r\n`;
  return `${head}\r\n`;
}
