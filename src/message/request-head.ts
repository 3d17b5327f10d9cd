import type { IncomingMessage } from "node:http";
import type { Limits } from "../limits.ts";
import { withoutAliases } from "./field-aliases.ts";
import { type FramingFault, framingFault, hasContent } from "./framing.ts";
import { parseAuthority, parseRequestTarget, type RequestAuthority } from "./request-target.ts";

/** Why a request cannot be forwarded. `proxy/refusals.ts` has the response for each. */
export type RequestFault =
  | "unknown-version"
  | "method-refused"
  | "target-too-long"
  | "fields-too-large"
  | "invalid-target"
  | "invalid-host"
  | FramingFault
  | "unknown-expectation"
  | "loop";

/** A request after all checks. Later code does not read the client's message again. */
export interface RequestHead {
  readonly method: string;
  /** The target's own authority, else the Host field; undefined for HTTP/1.0 without either. */
  readonly authority: RequestAuthority | undefined;
  /** See {@link import("./request-target.ts").RequestTarget.path}. */
  readonly path: string;
  /** Names and values in turn, unchanged, without those that could be confused with others. */
  readonly fields: readonly string[];
  readonly hasContent: boolean;
  readonly acceptsTrailers: boolean;
  /** The client's HTTP version, "2", "1.1" or "1.0". */
  readonly version: string;
}

/** The relevant parts of Node's message. For HTTP/2, only `httpVersion` differs: see `Http2Request`. */
export type RawRequest = Pick<
  IncomingMessage,
  "method" | "url" | "httpVersion" | "httpVersionMajor" | "httpVersionMinor" | "headers" | "rawHeaders"
>;

/** @param pseudonym our unique name in Via fields */
export function readRequestHead(
  request: RawRequest,
  pseudonym: string,
  limits: Pick<Limits, "targetBytes" | "headerFields">,
): RequestHead | RequestFault {
  const { method = "", url = "", headers } = request;
  if (request.httpVersionMajor !== 1) return "unknown-version";
  if (REFUSED_METHODS.has(method.toUpperCase())) return "method-refused";
  if (url.length > limits.targetBytes) return "target-too-long";
  // An older Node drops what is more than its own limit. Of HTTP/2, it was counted before framing was added.
  if (request.httpVersion !== "2" && request.rawHeaders.length > 2 * limits.headerFields) return "fields-too-large";
  const framing = framingFault(headers, request.httpVersionMinor);
  if (framing) return framing;
  const target = parseRequestTarget(method, url);
  if (!target) return "invalid-target";
  const authority = readAuthority(request, target.authority);
  if (authority === "invalid-host") return authority;
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)) return "unknown-expectation";
  if (headers.via?.includes(pseudonym)) return "loop";
  return {
    method,
    authority,
    path: target.path,
    fields: withoutAliases(request.rawHeaders),
    hasContent: hasContent(headers),
    acceptsTrailers: TE_TRAILERS.test(String(headers["te"])),
    version: request.httpVersion,
  };
}

/** RFC 9110 section 10.1.4. */
const TE_TRAILERS = /(?:^|,)[ \t]*trailers[ \t]*(?:,|;|$)/i;

/** TRACE echoes credentials, and CONNECT is for another kind of proxy. Some servers ignore the case of methods. */
const REFUSED_METHODS: ReadonlySet<string> = new Set(["TRACE", "TRACK", "CONNECT"]);

/** RFC 9112 section 3.2: exactly one Host line in HTTP/1.1, believed only where the target names no authority. */
function readAuthority(request: RawRequest, named: string | undefined): RequestHead["authority"] | "invalid-host" {
  const { host } = request.headers;
  if (host === undefined && request.httpVersionMinor !== 0) return "invalid-host";
  if (countFields(request.rawHeaders, "host") > 1) return "invalid-host";
  const fromHost = host === undefined ? undefined : parseAuthority(host);
  if (host !== undefined && !fromHost) return "invalid-host";
  return named === undefined ? fromHost : (parseAuthority(named) ?? "invalid-host");
}

function countFields(raw: readonly string[], name: string): number {
  let count = 0;
  for (let i = 0; i < raw.length; i += 2) {
    const candidate = raw[i] as string;
    if (candidate.length === name.length && candidate.toLowerCase() === name) count++;
  }
  return count;
}
