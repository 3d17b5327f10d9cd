import { ANY_HOST } from "../url/places/host-pattern.ts";
import { parseTarget } from "../url/places/place.ts";

/** How users reach a site. */
export interface PublicNames {
  /** `scheme://host[:port]`, at least one. The first is written into links. */
  readonly origins: readonly string[];
  /** Whether the file names a host. If not, the site serves any host, and the origin is the placeholder. */
  readonly isKnown: boolean;
}

/**
 * @param hosts names and patterns of names, each with an optional port
 * @param port default: the scheme's own
 */
export function publicNames(hosts: readonly string[], scheme: "http" | "https", port?: number): PublicNames {
  const suffix = port === undefined || port === DEFAULT_PORTS[scheme] ? "" : `:${port}`;
  const origins = (hosts.length > 0 ? hosts : [PLACEHOLDER, ANY_HOST]).map((host) => {
    return `${scheme}://${host.toLowerCase()}${/:\d+$/.test(host) ? "" : suffix}`;
  });
  const patterns = origins.filter((origin) => origin.includes(ANY_HOST));
  const names = origins.filter((origin) => !origin.includes(ANY_HOST));
  return { origins: [...new Set([...names, ...patterns])], isKnown: hosts.length > 0 };
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** The host that is written if a file names none. */
export const PLACEHOLDER = "localhost";

/** Whether a text is a host or a pattern of hosts, with an optional port. */
export function isHost(text: string): boolean {
  try {
    return !/[/?#\\@\s]|:$/.test(text) && parseTarget(`http://${text}/`).path === "";
  } catch {
    return false;
  }
}

/** The public URLs of a site's path. */
export function publicUrls({ origins }: PublicNames, path: string): string[] {
  return origins.map((origin) => placeUrl(origin, path));
}

/** A path below an origin. It ends in a slash, like all URLs of routes. */
export function placeUrl(origin: string, path: string): string {
  return `${origin}${path.startsWith("/") ? "" : "/"}${path}${path.endsWith("/") || path === "" ? "" : "/"}`;
}
