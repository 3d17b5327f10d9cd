import type { Claim } from "../claims.ts";
import type { Handler } from "../directives/read-directives.ts";
import type { Note, Statement } from "../directives/statement.ts";
import type { Substitution } from "../expressions/path-expression.ts";
import type { StaticPath } from "../files-route.ts";
import type { Certificate, Listener } from "../listeners.ts";
import type { ServerGroup } from "../server-group.ts";
import type { NginxDirective } from "./parse-nginx.ts";

/** The settings of one block. */
export interface NginxLevel {
  readonly http: NginxHttp;
  readonly server?: NginxServer;
  /** Only for an upstream block. */
  readonly upstream?: ServerGroup;
  readonly location?: NginxLocation;
  readonly settings: NginxSettings;
  /** Claims of this level and of all levels around it. */
  readonly claims: Claim[];
  readonly notes: Note[];
}

/** The content of the whole file. */
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
  /** Prefixes; none for a named location. */
  readonly paths: readonly string[];
  /** `@name` */
  readonly name: string | undefined;
  readonly settings: NginxSettings;
  readonly notes: Note[];
}

/** A level's settings for requests. */
export interface NginxSettings {
  /** The Host field: "public" or a literal; undefined for the target's own. */
  host?: string | undefined;
  /** Whether this level has a proxy_set_header. If so, it inherits none. */
  hasFields?: boolean;
  /** A file with the certificate authorities to trust. */
  ca?: string | undefined;
  documentRoot?: Omit<StaticPath, "path">;
  /** A directory that replaces the location's path. */
  alias?: Omit<StaticPath, "path">;
  target?: Target;
  rewrite?: Substitution;
  /** The location for requests without a matching file. */
  fallback?: string;
  /** The directive that answers, if neither an application nor a file does. */
  answeredBy?: Statement;
}

export interface Target {
  readonly statement: Statement;
  readonly url: string;
}

/** The settings that a block inherits. */
export function inherit({ host, ca, documentRoot }: NginxSettings): NginxSettings {
  return { host, ca, ...(documentRoot && { documentRoot }) };
}

export type NginxHandler = Handler<NginxDirective, NginxLevel>;
export type NginxTable = Readonly<Record<string, NginxHandler>>;

/** Handler of directives within `server`. In a file without it, the server is unknown. */
export function ofServer(take: (directive: NginxDirective, server: NginxServer) => string | undefined): NginxHandler {
  return (directive, { server }) => (server ? take(directive, server) : "it belongs inside of server");
}

/** Handler of directives within a location. */
export function ofLocation(
  take: (directive: NginxDirective, location: NginxLocation) => string | undefined,
): NginxHandler {
  return (directive, { location }) => (location ? take(directive, location) : "it belongs inside of location");
}
