import type { Claim } from "../claims.ts";
import type { Handler } from "../directives/read-directives.ts";
import type { Note, Statement } from "../directives/statement.ts";
import type { StaticPath } from "../files-route.ts";
import type { Certificate, Listener } from "../listeners.ts";
import { newServerGroup, type ServerGroup } from "../server-group.ts";
import type { ApacheDirective } from "./parse-apache.ts";

/** What the directives of the server, of a virtual host or of a location are read into. */
export interface ApacheLevel {
  readonly server: ApacheServer;
  readonly virtualHost: VirtualHost;
  /** Of a location. */
  readonly path?: string;
  /** Of a balancer's section. */
  readonly balancer?: ServerGroup;
  readonly notes: Note[];
  /** Whether applications get the Host field of the client. */
  preservesHost?: boolean;
  /** What it is set to before. */
  host?: string;
  /** What the next RewriteRule depends on. */
  condition?: "upgrade" | "other" | undefined;
  readonly parent?: ApacheLevel;
}

/** What the whole file says. */
export interface ApacheServer {
  readonly main: VirtualHost;
  readonly listeners: Listener[];
  readonly trustedProxies: string[];
  readonly balancers: Map<string, ServerGroup>;
  readonly virtualHosts: VirtualHost[];
}

/** One virtual host, or the main server. */
export interface VirtualHost extends Certificate {
  readonly statement: Statement;
  /** Those of its section: `*:443`. */
  readonly addresses: readonly string[];
  readonly aliases: string[];
  readonly passes: Pass[];
  readonly staticPaths: StaticPath[];
  readonly claims: Claim[];
  readonly notes: Note[];
  serverName?: string;
  isTls?: boolean;
}

/** A path that is handed to an application, or excluded from being so. */
export interface Pass {
  readonly statement: Statement;
  readonly path: string;
  /** A URL, or "!". */
  readonly to: string;
  readonly level: ApacheLevel;
  /** For WebSocket only. */
  readonly isUpgrade: boolean;
}

/** What the innermost level that says something about it says. */
export function nearest<K extends "preservesHost" | "host">(level: ApacheLevel, key: K): ApacheLevel[K] | undefined {
  return level[key] ?? (level.parent && nearest(level.parent, key));
}

/** The group of a name; one that is not there yet begins with this statement. */
export function balancerOf({ balancers }: ApacheServer, name: string, statement: Statement): ServerGroup {
  const group = balancers.get(name) ?? newServerGroup(statement);
  balancers.set(name, group);
  return group;
}

export type ApacheHandler = Handler<ApacheDirective, ApacheLevel>;
export type ApacheTable = Readonly<Record<string, ApacheHandler>>;

/** `On` and `Off`, in any case. */
export function isOn(directive: ApacheDirective): boolean {
  return directive.args[0]?.toLowerCase() === "on";
}
