import type { ListenInput, VirtualHostGrammar } from "../config/config.ts";
import type { Claim } from "./claims.ts";
import type { Note, Statement } from "./directives/statement.ts";
import type { PublicNames } from "./public-names.ts";
import type { ServerPolicy } from "./server-policy.ts";

/** An imported web server configuration. */
export interface Imported {
  readonly listen: readonly (string | ListenInput)[];
  readonly trustedProxies: readonly string[];
  readonly sites: readonly Site[];
  /** Notes that belong to no site. */
  readonly notes: readonly Note[];
}

/** A virtual host. */
export interface Site {
  readonly statement: Statement;
  readonly names: PublicNames;
  readonly routes: ImportedRoute[];
  readonly claims: readonly Claim[];
  readonly notes: Note[];
}

/** A route that is still being built. */
export interface ImportedRoute {
  readonly statement: Statement;
  readonly public: string[];
  readonly internal?: string;
  readonly aliases: string[];
  /** Empty if it is the origin of `internal`. */
  readonly upstream: readonly string[];
  /** Only for several servers. */
  readonly policy?: ServerPolicy | undefined;
  /** A file with the certificate authorities to trust. */
  readonly ca?: string | undefined;
  readonly host?: "public";
  readonly virtualHostMonster?: VirtualHostGrammar;
  readonly root?: string;
  readonly notes: Note[];
}

/** Adds a route, or a note why there is none. */
export function addRoute(site: Site, { line, text }: Statement, route: ImportedRoute | string): void {
  if (typeof route === "string") site.notes.push({ line, text, reason: route });
  else site.routes.push(route);
}
