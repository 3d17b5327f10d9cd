import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { listedValue } from "../../message/raw-fields.ts";

/** A request's head as Node's client takes it. */
export interface RequestMessage {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
}

export function requestMessage({ method, path, headers, body, upgrade }: Dispatcher.DispatchOptions): RequestMessage {
  const fields = [...((headers ?? []) as string[])];
  const hasLength = listedValue(fields, "content-length") !== undefined;
  fields.push(...(upgrade ? ["Connection", "upgrade", "Upgrade", String(upgrade)] : ["Connection", "close"]));
  if (body && !hasLength) fields.push("Transfer-Encoding", "chunked");
  if (!body && !hasLength && EXPECTS_CONTENT.has(method)) fields.push("Content-Length", "0");
  return { method, path, headers: fields };
}

/** RFC 9110 section 8.6: methods that state a length even without content. */
const EXPECTS_CONTENT: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "QUERY"]);

/** By name in lower case; several lines of one field are a list. */
export function headersOf(raw: readonly string[]): IncomingHttpHeaders {
  const headers: Record<string, string | string[]> = Object.create(null);
  for (let i = 0; i < raw.length; i += 2) {
    const [name, value] = [(raw[i] as string).toLowerCase(), raw[i + 1] as string];
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}
