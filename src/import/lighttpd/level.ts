import type { Claim } from "../claims.ts";
import type { Handler } from "../directives/read-directives.ts";
import type { Note, Statement } from "../directives/statement.ts";
import type { Substitution } from "../expressions/path-expression.ts";
import type { StaticPath } from "../files-route.ts";
import type { Certificate, Listener } from "../listeners.ts";
import type { ServerPolicy } from "../server-policy.ts";
import type { LighttpdDirective } from "./parse-lighttpd.ts";

/** The settings of the file, or of one condition. */
export interface LighttpdLevel {
  readonly server: LighttpdServer;
  readonly site: LighttpdSite;
  /** The paths for which the conditions around hold. */
  readonly paths: readonly string[];
  /** The paths that the conditions exclude. */
  readonly exceptions: readonly Omit<StaticPath, "root">[];
  readonly parent?: LighttpdLevel;
  readonly notes: Note[];
  /** url.rewrite-once: the first matching prefix is replaced, before a server is chosen. */
  rewrites?: Substitution[];
  /** map-urlpath: the same, after a server is chosen. */
  pathMap?: Substitution[];
  hosts?: HostMap;
  policy?: ServerPolicy;
}

/** The client's Host → the Host that the server gets. `-` means any host, or the same one. */
export interface HostMap {
  readonly statement: Statement;
  readonly hosts: ReadonlyMap<string, string>;
}

/** The content of the whole file. */
export interface LighttpdServer {
  readonly sites: LighttpdSite[];
  /** The sockets that the file names. */
  readonly sockets: Set<Socket>;
}

/** An address with its TLS settings. */
export interface Socket extends Certificate {
  readonly statement: Statement;
  address: Listener["address"];
  isTls?: boolean;
}

/** The settings for some hosts, or for all that no other site names. */
export interface LighttpdSite {
  readonly statement: Statement;
  readonly names: string[];
  readonly socket: Socket;
  /** Whether the site belongs to a socket condition. */
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

/** The setting of the innermost level that has it. */
export function nearest<K extends "rewrites" | "pathMap" | "hosts" | "policy">(
  level: LighttpdLevel,
  key: K,
): LighttpdLevel[K] | undefined {
  return level[key] ?? (level.parent && nearest(level.parent, key));
}
