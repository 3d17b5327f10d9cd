import { isIPv6 } from "node:net";

/** A request target (RFC 9112 section 3.2) that can be forwarded. */
export interface RequestTarget {
  /** The authority of the absolute form, which replaces the Host field; else undefined. */
  readonly authority: string | undefined;
  /** Path and query, octet for octet, beginning with "/"; "*" where OPTIONS asks for the server itself. */
  readonly path: string;
}

/** @returns undefined for a malformed target, or a form that the method does not allow */
export function parseRequestTarget(method: string, target: string): RequestTarget | undefined {
  if (target === "*") return method === "OPTIONS" ? { authority: undefined, path: "*" } : undefined;
  if (target.startsWith("/")) return isForwardable(target) ? { authority: undefined, path: target } : undefined;
  const absolute = ABSOLUTE_FORM.exec(target);
  if (!absolute) return undefined;
  const [, authority = "", rest = ""] = absolute;
  if (rest === "" && method === "OPTIONS") return { authority, path: "*" };
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  return isForwardable(path) ? { authority, path } : undefined;
}

export interface RequestAuthority {
  /** A name or an address, IPv6 in brackets. */
  readonly host: string;
  /** -1 if not stated. */
  readonly port: number;
}

/**
 * Reads `host[:port]`, of a Host field or a target in absolute form.
 *
 * Stricter than RFC 3986: neither user names nor percent-encoding nor sub-delimiters, which no host on the web has and
 * which only serve to make two readers see two hosts.
 */
export function parseAuthority(text: string): RequestAuthority | undefined {
  const found = AUTHORITY.exec(text);
  if (!found) return undefined;
  const [, host = "", digits = ""] = found;
  if (host.startsWith("[") && !isIPv6(host.slice(1, -1))) return undefined;
  const port = digits === "" ? -1 : Number(digits);
  return port > 65_535 || port === 0 ? undefined : { host, port };
}

const ABSOLUTE_FORM = /^https?:\/\/([^/?]+)([/?].*)?$/is;
const AUTHORITY = /^([\w.-]+|\[[0-9a-f:.]+\])(?::(\d{0,5}))?$/i;

/** Servers disagree on whether these end a path, or on their meaning. */
const AMBIGUOUS = /#|^[^?]*(?:\\|%00)/i;

function isForwardable(path: string): boolean {
  return !AMBIGUOUS.test(path);
}
