import type { Claim } from "../claims.ts";
import type { Shelf } from "../files-route.ts";
import type { Listener } from "../listeners.ts";
import type { Handler } from "../read-directives.ts";
import type { Note, Statement } from "../statement.ts";
import type { ApacheDirective } from "./parse-apache.ts";

/** What the directives of the server, of a virtual host or of a location are read into. */
export interface ApacheLevel {
  readonly server: ApacheServer;
  readonly virtualHost: VirtualHost;
  /** Of a location. */
  readonly path?: string;
  /** The members of a balancer's section. */
  readonly members?: string[];
  readonly notes: Note[];
  /** The Host field that applications get: "public", "internal" or a literal. */
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
  /** Name → URLs of its members. */
  readonly balancers: Map<string, string[]>;
  readonly virtualHosts: VirtualHost[];
}

/** One virtual host, or the main server. */
export interface VirtualHost {
  readonly statement: Statement;
  /** Those of its section: `*:443`. */
  readonly addresses: readonly string[];
  readonly aliases: string[];
  readonly passes: Pass[];
  readonly shelves: Shelf[];
  readonly claims: Claim[];
  readonly notes: Note[];
  serverName?: string;
  isTls?: boolean;
  cert?: string;
  key?: string;
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

export type ApacheHandler = Handler<ApacheDirective, ApacheLevel>;
export type ApacheTable = Readonly<Record<string, ApacheHandler>>;

/** `On` and `Off`, in any case. */
export function isOn(directive: ApacheDirective): boolean {
  return directive.args[0]?.toLowerCase() === "on";
}
