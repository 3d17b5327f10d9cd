import type { Claim } from "../claims.ts";
import type { Handler } from "../directives/read-directives.ts";
import type { Note, Statement } from "../directives/statement.ts";
import type { StaticPath } from "../files-route.ts";
import type { Certificate, Listener } from "../listeners.ts";
import { newServerGroup, type ServerGroup } from "../server-group.ts";
import type { ApacheDirective } from "./parse-apache.ts";

/** The settings of the main server, a virtual host or a location. */
export interface ApacheLevel {
  readonly server: ApacheServer;
  readonly virtualHost: VirtualHost;
  /** Only for a location. */
  readonly path?: string;
  /** Only for a balancer's section. */
  readonly balancer?: ServerGroup;
  readonly notes: Note[];
  /** Whether applications get the client's Host field. */
  preservesHost?: boolean;
  /** The Host that RequestHeader sets. */
  host?: string;
  /** The RewriteCond for the next RewriteRule. */
  condition?: "upgrade" | "other" | undefined;
  readonly parent?: ApacheLevel;
}

/** The content of the whole file. */
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
  /** The addresses of its section: `*:443`. */
  readonly addresses: readonly string[];
  readonly aliases: string[];
  readonly passes: Pass[];
  readonly staticPaths: StaticPath[];
  readonly claims: Claim[];
  readonly notes: Note[];
  serverName?: string;
  isTls?: boolean;
}

/** A path that is passed to an application, or excluded from that. */
export interface Pass {
  readonly statement: Statement;
  readonly path: string;
  /** A URL, or "!". */
  readonly to: string;
  readonly level: ApacheLevel;
  /** For WebSocket only. */
  readonly isUpgrade: boolean;
}

/** The setting of the innermost level that has it. */
export function nearest<K extends "preservesHost" | "host">(level: ApacheLevel, key: K): ApacheLevel[K] | undefined {
  return level[key] ?? (level.parent && nearest(level.parent, key));
}

/** The group with a name. It is created if this statement is the first to name it. */
export function balancerOf({ balancers }: ApacheServer, name: string, statement: Statement): ServerGroup {
  const group = balancers.get(name) ?? newServerGroup(statement);
  balancers.set(name, group);
  return group;
}

export type ApacheHandler = Handler<ApacheDirective, ApacheLevel>;
export type ApacheTable = Readonly<Record<string, ApacheHandler>>;

/** Whether a switch is `On`, in any letter case. */
export function isOn(directive: ApacheDirective): boolean {
  return directive.args[0]?.toLowerCase() === "on";
}
