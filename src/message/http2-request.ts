import { randomBytes } from "node:crypto";
import type { Limits } from "../limits.ts";
import { TOKEN } from "./field-syntax.ts";
import { fieldLists, firstValue } from "./raw-fields.ts";
import type { RawRequest } from "./request-head.ts";

/** Violations of HTTP/2's own rules. */
export type Http2Fault =
  | "malformed-request"
  | "invalid-target"
  | "invalid-host"
  | "fields-too-large"
  | "unknown-protocol";

/**
 * An HTTP/2 request in the terms of HTTP/1.1 (RFC 9113 section 8.3.1), so that all later checks apply to both.
 */
export interface Http2Request extends RawRequest {
  readonly fault: Http2Fault | undefined;
  /** Whether it asks for a tunnel (RFC 8441); in the terms of HTTP/1.1 that is an upgrade. */
  readonly isTunnel: boolean;
}

type FieldLimits = Pick<Limits, "headerBytes" | "headerFields">;

/**
 * @param received names and values in turn, pseudo-fields included
 * @param isEnded whether nothing comes after them
 */
export function http2Request(received: readonly string[], isEnded: boolean, limits: FieldLimits): Http2Request {
  const { pseudo, hosts, crumbs, others } = sort(received);
  const { ":method": method = "", ":authority": authority, ":path": path } = pseudo;
  const isTunnel = method === "CONNECT" && pseudo[":protocol"] !== undefined;
  const said = [
    ...(authority === undefined ? hosts : [authority]).flatMap((host) => ["host", host]),
    ...others,
    // RFC 9113 section 8.2.3
    ...(crumbs.length === 0 ? [] : ["cookie", crumbs.join("; ")]),
  ];
  const meant = isTunnel
    ? upgradeFields()
    : framingFields(isEnded || firstValue(others, "content-length") !== undefined);
  const rawHeaders = [...said, ...meant];
  return {
    method: isTunnel ? "GET" : method,
    url: path ?? authority ?? "",
    httpVersion: "2",
    httpVersionMajor: 1,
    httpVersionMinor: 1,
    headers: fieldLists(rawHeaders),
    rawHeaders,
    fault: headFault(pseudo, hosts) ?? fieldsFault(said, limits),
    isTunnel,
  };
}

type PseudoFields = Partial<Record<":method" | ":scheme" | ":authority" | ":path" | ":protocol", string>>;

interface SortedFields {
  readonly pseudo: PseudoFields;
  readonly hosts: readonly string[];
  /** The pieces of the Cookie field. */
  readonly crumbs: readonly string[];
  /** All others, names and values in turn. */
  readonly others: readonly string[];
}

function sort(received: readonly string[]): SortedFields {
  const pseudo: Record<string, string> = {};
  const hosts: string[] = [];
  const crumbs: string[] = [];
  const others: string[] = [];
  for (let i = 0; i < received.length; i += 2) {
    const name = received[i] as string;
    const value = received[i + 1] as string;
    if (name.startsWith(":")) pseudo[name] = value;
    else if (name === "host") hosts.push(value);
    else if (name === "cookie") crumbs.push(value);
    else others.push(name, value);
  }
  return { pseudo, hosts, crumbs, others };
}

/** Faults that an HTTP/1.1 request can have, too, are left to its checks. */
function headFault(pseudo: PseudoFields, hosts: readonly string[]): Http2Fault | undefined {
  const {
    ":method": method,
    ":scheme": scheme,
    ":authority": authority,
    ":path": path,
    ":protocol": protocol,
  } = pseudo;
  if (method === "CONNECT" && protocol === undefined) return undefined;
  if (method !== "CONNECT" && protocol !== undefined) return "malformed-request";
  if (protocol !== undefined && protocol.toLowerCase() !== "websocket") return "unknown-protocol";
  if (method === undefined || !TOKEN.test(method)) return "malformed-request";
  if (scheme !== "http" && scheme !== "https") return "invalid-target";
  if (path === undefined || !PATH.test(path)) return "invalid-target";
  const isAgreed = hosts.every((host) => authority === undefined || host.toLowerCase() === authority.toLowerCase());
  return isAgreed ? undefined : "invalid-host";
}

/**
 * nghttp2 has already refused or dropped most of this. But from here on fields become text, where a line break ends a
 * field, and there is no later check.
 */
function fieldsFault(fields: readonly string[], { headerBytes, headerFields }: FieldLimits): Http2Fault | undefined {
  let size = 0;
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i] as string;
    const value = fields[i + 1] as string;
    if (!NAME.test(name) || !VALUE.test(value) || CONNECTION_SPECIFIC.has(name)) return "malformed-request";
    if (name === "te" && value !== "trailers") return "malformed-request";
    size += name.length + value.length + ": \r\n".length;
  }
  return size > headerBytes || fields.length > 2 * headerFields ? "fields-too-large" : undefined;
}

const PATH = /^(?:\/[!-~]*|\*)$/;

/** RFC 9113 section 8.2.1. */
const NAME = /^[0-9a-z_!#$%&'*+.^`|~-]+$/;
const VALUE = /^(?![\t ])[\t\x20-\x7e\x80-\xff]*$(?<![\t ])/;

/** RFC 9113 section 8.2.2. */
const CONNECTION_SPECIFIC: ReadonlySet<string> = new Set([
  "connection",
  "http2-settings",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
]);

/** HTTP/2 needs no length, and can always carry trailers. */
function framingFields(isLengthKnown: boolean): string[] {
  const trailers = ["te", "trailers"];
  return isLengthKnown ? trailers : [...trailers, "transfer-encoding", "chunked"];
}

/** RFC 8441 section 5: what the extended CONNECT method leaves out. */
function upgradeFields(): string[] {
  const key = randomBytes(16).toString("base64");
  return ["connection", "Upgrade", "upgrade", "websocket", "sec-websocket-key", key];
}
