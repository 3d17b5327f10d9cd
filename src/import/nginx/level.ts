import type { Claim } from "../claims.ts";
import type { Handler } from "../directives/read-directives.ts";
import type { Note, Statement } from "../directives/statement.ts";
import type { Substitution } from "../expressions/path-expression.ts";
import type { StaticPath } from "../files-route.ts";
import type { Certificate, Listener } from "../listeners.ts";
import type { ServerGroup } from "../server-group.ts";
import type { NginxDirective } from "./parse-nginx.ts";

/** What the directives of one block are read into. */
export interface NginxLevel {
  readonly http: NginxHttp;
  readonly server?: NginxServer;
  /** Of an upstream block. */
  readonly upstream?: ServerGroup;
  readonly location?: NginxLocation;
  readonly settings: NginxSettings;
  /** Claims of all levels around. */
  readonly claims: Claim[];
  readonly notes: Note[];
}

/** What the whole file says. */
export interface NginxHttp {
  /** Their servers are `host`, `host:port` or `unix:/FILE`. */
  readonly upstreams: Map<string, ServerGroup>;
  readonly servers: NginxServer[];
  readonly trustedProxies: string[];
}

export interface NginxServer extends Certificate {
  readonly statement: Statement;
  readonly names: string[];
  readonly listeners: Listener[];
  readonly locations: NginxLocation[];
  readonly settings: NginxSettings;
  readonly claims: Claim[];
  readonly notes: Note[];
  isTls?: boolean;
}

export interface NginxLocation {
  readonly statement: Statement;
  /** Prefixes; none when it has a name. */
  readonly paths: readonly string[];
  /** `@name` */
  readonly name: string | undefined;
  readonly settings: NginxSettings;
  readonly notes: Note[];
}

/** What a level says about requests. */
export interface NginxSettings {
  /** The Host field: "public" or a literal; undefined for the target's own. */
  host?: string | undefined;
  /** Whether this level has proxy_set_header of its own: then none of those around counts. */
  hasFields?: boolean;
  /** Who may sign the certificates of applications, a file. */
  ca?: string | undefined;
  documentRoot?: Omit<StaticPath, "path">;
  /** A directory in place of the location's path. */
  alias?: Omit<StaticPath, "path">;
  target?: Target;
  rewrite?: Substitution;
  /** The location that answers what is no file. */
  fallback?: string;
  /** What answers, when it is neither an application nor a file. */
  answeredBy?: Statement;
}

export interface Target {
  readonly statement: Statement;
  readonly url: string;
}

/** What a block has of the one around it. */
export function inherit({ host, ca, documentRoot }: NginxSettings): NginxSettings {
  return { host, ca, ...(documentRoot && { documentRoot }) };
}

export type NginxHandler = Handler<NginxDirective, NginxLevel>;
export type NginxTable = Readonly<Record<string, NginxHandler>>;

/** The row of directives that belong to a server; in a file without `server`, it is unknown which one. */
export function ofServer(take: (directive: NginxDirective, server: NginxServer) => string | undefined): NginxHandler {
  return (directive, { server }) => (server ? take(directive, server) : "it belongs inside of server");
}

/** The row of what belongs to a location. */
export function ofLocation(
  take: (directive: NginxDirective, location: NginxLocation) => string | undefined,
): NginxHandler {
  return (directive, { location }) => (location ? take(directive, location) : "it belongs inside of location");
}
