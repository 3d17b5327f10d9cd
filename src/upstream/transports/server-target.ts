import { readFileSync } from "node:fs";
import { isIP, type LookupFunction } from "node:net";
import type { SecureVersion } from "node:tls";
import type { ProxyRouteConfig } from "../../config/config.ts";
import type { Limits } from "../../limits.ts";
import { parseServerUrl } from "../../url/server-url.ts";
import { CachedLookup, type Resolve } from "./cached-lookup.ts";

/** Where a transport connects to, and which certificates it accepts. */
export interface ServerTarget {
  /** The origin to connect to. */
  readonly origin: URL;
  /** A Unix socket to connect to instead, if any. */
  readonly socketPath: string | undefined;
  /** undefined without a name to resolve. */
  readonly lookup: LookupFunction | undefined;
  /** The name that is sent in the TLS handshake and must be in the certificate; undefined for an address. */
  readonly servername: string | undefined;
  readonly tls: TlsTrust;
}

export interface TlsTrust {
  readonly minVersion: SecureVersion;
  readonly rejectUnauthorized: boolean;
  /** Whether HTTP/2 is offered in the TLS handshake. */
  readonly allowH2: boolean;
  readonly ca?: Buffer;
}

/** @param name the application's own host, which the certificate of an upstream without a name must have */
export function serverTarget(
  url: string,
  name: string,
  tls: TlsTrust,
  { limits, resolve }: { readonly limits: Readonly<Limits>; readonly resolve: Resolve },
): ServerTarget {
  const { text, socketPath } = parseServerUrl(url);
  const origin = new URL(socketPath === undefined ? text : "http://localhost");
  const isNamed = isIP(bare(origin.hostname)) === 0;
  return {
    origin,
    socketPath,
    lookup: isNamed && socketPath === undefined ? new CachedLookup(limits.dnsTtlMs, resolve).lookup : undefined,
    servername: [origin.hostname, name].find((host) => isIP(bare(host)) === 0),
    tls,
  };
}

type TlsSettings = Pick<ProxyRouteConfig, "upstreamTls" | "upstreamHttp2">;

export function tlsTrust({ upstreamTls, upstreamHttp2 }: TlsSettings): TlsTrust {
  const { ca, verify = true } = upstreamTls ?? {};
  return {
    minVersion: "TLSv1.2",
    rejectUnauthorized: verify,
    allowH2: upstreamHttp2 === true,
    ...(ca !== undefined && { ca: readFileSync(ca) }),
  };
}

/** Without the brackets of IPv6. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
