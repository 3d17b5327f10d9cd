import type { Claim } from "../claims.ts";
import type { Handler } from "../directives/read-directives.ts";
import type { Note, Statement } from "../directives/statement.ts";
import type { Substitution } from "../expressions/path-expression.ts";
import type { StaticPath } from "../files-route.ts";
import type { Certificate, Listener } from "../listeners.ts";
import type { ServerPolicy } from "../server-policy.ts";
import type { LighttpdDirective } from "./parse-lighttpd.ts";

/** What the settings of the file, or below one condition, are read into. */
export interface LighttpdLevel {
  readonly server: LighttpdServer;
  readonly site: LighttpdSite;
  /** The paths that the conditions around leave. */
  readonly paths: readonly string[];
  /** The paths that they take out. */
  readonly exceptions: readonly Omit<StaticPath, "root">[];
  readonly parent?: LighttpdLevel;
  readonly notes: Note[];
  /** One prefix in place of another, the first that fits, before it is looked at who answers. */
  rewrites?: Substitution[];
  /** The same on the way to the servers. */
  pathMap?: Substitution[];
  hosts?: HostMap;
  policy?: ServerPolicy;
}

/** Host of the client → Host that is sent; `-` means any, or the same. */
export interface HostMap {
  readonly statement: Statement;
  readonly hosts: ReadonlyMap<string, string>;
}

/** What the whole file says. */
export interface LighttpdServer {
  readonly sites: LighttpdSite[];
  /** Those that the file names. */
  readonly sockets: Set<Socket>;
}

/** An address, and what TLS it has. */
export interface Socket extends Certificate {
  readonly statement: Statement;
  address: Listener["address"];
  isTls?: boolean;
}

/** What holds for some hosts, or for all that no other site names. */
export interface LighttpdSite {
  readonly statement: Statement;
  readonly names: string[];
  readonly socket: Socket;
  /** Whether the site is one of a socket condition. */
  readonly isBound: boolean;
  readonly passes: Pass[];
  readonly staticPaths: StaticPath[];
  readonly claims: Claim[];
  readonly notes: Note[];
  readonly parent?: LighttpdSite;
}

/** A path that servers answer. */
export interface Pass {
  readonly statement: Statement;
  readonly path: string;
  /** Origins or sockets, at least one. */
  readonly servers: readonly string[];
  readonly level: LighttpdLevel;
}

export type LighttpdHandler = Handler<LighttpdDirective, LighttpdLevel>;
export type LighttpdTable = Readonly<Record<string, LighttpdHandler>>;

/** What the innermost level that says something about it says. */
export function nearest<K extends "rewrites" | "pathMap" | "hosts" | "policy">(
  level: LighttpdLevel,
  key: K,
): LighttpdLevel[K] | undefined {
  return level[key] ?? (level.parent && nearest(level.parent, key));
}
