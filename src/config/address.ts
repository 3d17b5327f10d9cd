import { isIPv6 } from "node:net";

/** Where a server listens. */
export interface ListenAddress {
  /** A name or address, IPv6 without brackets; "" for every interface. */
  readonly host: string;
  /** 0 to 65535; 0 for any free port. */
  readonly port: number;
}

/** Reads `HOST:PORT`, `:PORT` or `[IPV6]:PORT`; undefined when it is none. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const colon = text.lastIndexOf(":");
  const digits = text.slice(colon + 1);
  const port = Number(digits);
  if (colon === -1 || !PORT.test(digits) || port > 65_535) return undefined;
  const host = text.slice(0, colon);
  if (!host.startsWith("[")) return isName(host) ? { host, port } : undefined;
  const address = host.slice(1, -1);
  return host.endsWith("]") && isIPv6(address) ? { host: address, port } : undefined;
}

/** `HOST:PORT`, the inverse of {@link parseListenAddress}. */
export function formatListenAddress({ host, port }: ListenAddress): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** The origin under which this machine's own browser reaches a listen address. */
export function listenOrigin(address: ListenAddress, scheme: "http" | "https"): string {
  const host = EVERY_INTERFACE.has(address.host) ? "localhost" : address.host;
  return `${scheme}://${formatListenAddress({ host, port: address.port })}`;
}

/** Numbers and dots alone must be an IPv4 address. */
function isName(host: string): boolean {
  return host === "" || (NAME.test(host) && URL.canParse(`http://${host}`));
}

const PORT = /^\d{1,5}$/;
const NAME = /^[\w.-]+$/;
const EVERY_INTERFACE = new Set(["", "0.0.0.0", "::"]);
