import { ANY_HOST } from "../url/places/host-pattern.ts";
import { parseTarget } from "../url/places/place.ts";

/** How users reach a site. */
export interface PublicNames {
  /** `scheme://host[:port]`, at least one; the first is the one that is written. */
  readonly origins: readonly string[];
  /** Whether the file says them; if not, it is the site of any host, written as the placeholder. */
  readonly isKnown: boolean;
}

/**
 * @param hosts names and patterns of names, each perhaps with a port of its own
 * @param port undefined for the scheme's own
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

/** What is written where a file names no host. */
export const PLACEHOLDER = "localhost";

/** Whether a text is a host or a pattern of hosts, perhaps with a port. */
export function isHost(text: string): boolean {
  try {
    return !/[/?#\\@\s]|:$/.test(text) && parseTarget(`http://${text}/`).path === "";
  } catch {
    return false;
  }
}

/** The public URLs of a path of a site. */
export function publicUrls({ origins }: PublicNames, path: string): string[] {
  return origins.map((origin) => placeUrl(origin, path));
}

/** A path below an origin, with the slash that the URLs of routes end in. */
export function placeUrl(origin: string, path: string): string {
  return `${origin}${path.startsWith("/") ? "" : "/"}${path}${path.endsWith("/") || path === "" ? "" : "/"}`;
}
