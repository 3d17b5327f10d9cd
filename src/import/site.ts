import type { ListenInput, VirtualHostGrammar } from "../config/config.ts";
import type { Claim } from "./claims.ts";
import type { Note, Statement } from "./directives/statement.ts";
import type { PublicNames } from "./public-names.ts";
import type { ServerPolicy } from "./server-policy.ts";

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
  readonly statement: Statement;
  readonly names: PublicNames;
  readonly routes: ImportedRoute[];
  readonly claims: readonly Claim[];
  readonly notes: Note[];
}

/** A route in the making. */
export interface ImportedRoute {
  readonly statement: Statement;
  readonly public: string[];
  readonly internal?: string;
  readonly aliases: string[];
  /** Empty when it is that of `internal`. */
  readonly upstream: readonly string[];
  /** Where there are several. */
  readonly policy?: ServerPolicy | undefined;
  /** Who may sign their certificates, a file. */
  readonly ca?: string | undefined;
  readonly host?: "public";
  readonly virtualHostMonster?: VirtualHostGrammar;
  readonly root?: string;
  readonly notes: Note[];
}

/** Adds a route, or the note why there is none. */
export function addRoute(site: Site, { line, text }: Statement, route: ImportedRoute | string): void {
  if (typeof route === "string") site.notes.push({ line, text, reason: route });
  else site.routes.push(route);
}
