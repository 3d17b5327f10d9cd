import type { ListenInput, VirtualHostGrammar } from "../config/config.ts";
import { parseTarget } from "../url/place.ts";
import type { Claim } from "./claims.ts";
import type { Note, Statement } from "./statement.ts";

/** What a web server's configuration comes to. */
export interface Imported {
  readonly listen: readonly (string | ListenInput)[];
  readonly trustedProxies: readonly string[];
  readonly sites: readonly Site[];
  /** About what belongs to no site. */
  readonly notes: readonly Note[];
}

/** A virtual host. */
export interface Site {
  readonly names: SiteNames;
  readonly statement: Statement;
  readonly routes: ImportedRoute[];
  readonly claims: Claim[];
  readonly notes: Note[];
}

export interface SiteNames {
  /** `scheme://host[:port]`, at least one; the first is the one that is written. */
  readonly origins: readonly string[];
  /** Whether the file says them; if not, they are those of any host. */
  readonly isKnown: boolean;
}

/** A route in the making. */
export interface ImportedRoute {
  readonly statement: Statement;
  readonly public: string[];
  readonly internal?: string;
  readonly aliases: string[];
  /** Empty when it is that of `internal`. */
  readonly upstream: readonly string[];
  readonly host?: "public";
  readonly virtualHostMonster?: VirtualHostGrammar;
  readonly root?: string;
  readonly notes: Note[];
}

/**
 * The public origins of a site.
 *
 * @param names hosts and patterns of hosts; without any it is the site of all that no other one names
 * @param port undefined for the scheme's own
 */
export function siteNames(names: readonly string[], scheme: "http" | "https", port?: number): SiteNames {
  const suffix = port === undefined || port === DEFAULT_PORTS[scheme] ? "" : `:${port}`;
  const hosts = names.length > 0 ? names : ["*"];
  const origins = hosts.map((name) => `${scheme}://${name.toLowerCase()}${/:\d+$/.test(name) ? "" : suffix}`);
  const sorted = [
    ...origins.filter((origin) => !origin.includes("*")),
    ...origins.filter((origin) => origin.includes("*")),
  ];
  return { origins: [...new Set(sorted)], isKnown: names.length > 0 };
}

/** Whether a text is a host or a pattern of hosts, perhaps with a port. */
export function isHost(text: string): boolean {
  try {
    return !/[/?#\\@\s]/.test(text) && parseTarget(`http://${text}/`).path === "";
  } catch {
    return false;
  }
}

/** The public URLs of a path of a site. */
export function publicUrls({ origins }: SiteNames, path: string): string[] {
  return origins.map((origin) => placeUrl(origin, path));
}

/** A path below an origin, with the slash that the URLs of routes end in. */
export function placeUrl(origin: string, path: string): string {
  return `${origin}${path.startsWith("/") ? "" : "/"}${path}${path.endsWith("/") || path === "" ? "" : "/"}`;
}

/** Adds a route, or the note why there is none. */
export function addRoute(site: Site, statement: Statement, route: ImportedRoute | string): void {
  if (typeof route !== "string") site.routes.push(route);
  else site.notes.push({ line: statement.line, text: statement.text, reason: route });
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;
