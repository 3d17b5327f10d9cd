import type { Limits } from "../limits.ts";
import type { ResolvedRewriteOptions, RewriteOptions } from "../options.ts";
import type { MonsterName } from "../url/virtual-host-monster.ts";

/**
 * A configuration as it is written: the YAML or JSON file, or the argument of `createProxy`.
 *
 * The same shape is described for editors by `reorigin.schema.json`.
 */
export interface ConfigInput {
  /** Where to accept connections: `HOST:PORT`, `:PORT`, `[::1]:PORT`, or with TLS. Default "127.0.0.1:8080". */
  readonly listen?: string | ListenInput | readonly (string | ListenInput)[];
  /**
   * Where health, readiness, metrics and the live page are served; the last only to this machine. Not to every interface by
   * leaving the host out. Default "off".
   */
  readonly admin?: string | false;
  /** Processes that share the work; "auto" is one per core. Default 1. */
  readonly workers?: number | "auto";
  /** Peers whose Forwarded and X-Forwarded-* fields are believed: addresses or CIDR blocks. Default none. */
  readonly trustedProxies?: readonly string[];
  /** How much is logged. Default "info". */
  readonly logLevel?: LogLevel;
  /** Bounds that differ from their defaults. */
  readonly limits?: Partial<Limits>;
  /** The applications, in any order: the longest match of host and path wins. */
  readonly routes: readonly RouteInput[];
  /** How a proxy in front of this one tells the public origin. Default: it does not. */
  readonly accept?: AcceptOptions;
}

export interface ListenInput {
  readonly address: string;
  /** Certificate chain, a PEM file. Relative to the configuration file. */
  readonly cert?: string;
  /** Its private key, a PEM file. Relative to the configuration file. */
  readonly key?: string;
  /**
   * Certificates for other names. Each is shown to clients that ask for one of its own names (SNI); all others see `cert`, or
   * without it the first of these.
   */
  readonly certificates?: readonly CertificateInput[];
  /** Whether clients may speak HTTP/2; without TLS they never may. Default true. */
  readonly http2?: boolean;
}

/** As `cert` and `key` of {@link ListenInput}. */
export interface CertificateInput {
  readonly cert: string;
  readonly key: string;
}

/** Every certificate of an address, the one that is shown by default first; none without TLS. */
export function certificatesOf({ cert, key, certificates = [] }: ListenInput): readonly CertificateInput[] {
  return cert !== undefined && key !== undefined ? [{ cert, key }, ...certificates] : certificates;
}

/** One application (`internal` or `upstream`), or files (`root`). */
export interface RouteInput {
  /**
   * Where users reach it: one or a list. `*.example.com` in place of a host stands for every host below it, and `*` for any;
   * it must stand beside a host with a name, which is written in its place. Default: the first listen address.
   */
  readonly public?: string | readonly string[];
  /** What the application calls itself. */
  readonly internal?: string;
  /** Its other names. Default none. */
  readonly aliases?: readonly string[];
  /** Where to connect: origins, or `http+unix:///FILE`. Default: `internal`. */
  readonly upstream?: string | readonly string[];
  /** Which of several upstreams takes a request. Default "round-robin". */
  readonly balance?: BalanceName;
  /** Keeps a client at one of several upstreams, by a cookie of this name. Default: it is not kept. */
  readonly sticky?: string | StickyOptions;
  /** When one of several upstreams is passed over, by what it answers. "off" for never. */
  readonly ejection?: Partial<EjectionOptions> | "off" | false;
  /** Asks each upstream again and again whether it is well. Default: it is not asked. */
  readonly health?: Partial<HealthOptions> & Pick<HealthOptions, "path">;
  /** How the certificates of https upstreams are checked. Default: by the authorities that come with Node. */
  readonly upstreamTls?: UpstreamTlsOptions;
  /** Offer HTTP/2 to https upstreams. Default false. */
  readonly upstreamHttp2?: boolean;
  /** Read answers that break the syntax of HTTP. Default false. */
  readonly lenient?: boolean;
  /** The Host field that is sent: "internal", "public" or a literal `host[:port]`. Default "internal". */
  readonly host?: string;
  /** What is rewritten, family by family. */
  readonly rewrite?: RewriteOptions;
  /**
   * Give its cookies names of their own on the public side, so that they do not meet those of another application on the same
   * host. Default false.
   */
  readonly separateCookies?: boolean;
  /**
   * Begin its HTML pages with a script that maps what their scripts put together at run time: `fetch`, `XMLHttpRequest`,
   * `WebSocket`, `history`, attributes of elements and more. Default false.
   */
  readonly shim?: boolean;
  /**
   * Send requests that no route serves below its mount when their Referer says that one of its pages made them: a script that
   * puts root-relative URLs together leads there. Default false.
   */
  readonly refererRedirect?: boolean;
  /**
   * Put the public origin into the path, for applications that expect it there. Then `internal` may be left out: it is the
   * first upstream, for "nevow" with the public path. Default: no.
   */
  readonly virtualHostMonster?: VirtualHostGrammar;
  /**
   * A directory whose files are served, instead of an application. Relative to the configuration file. The public path is
   * kept: below `./site`, `https://www.example.com/static/a.css` is `./site/static/a.css`.
   */
  readonly root?: string;
  /** Rewrite files as if an application had sent them; beside `root`. Default false. */
  readonly rewriteFiles?: boolean;
}

export type BalanceName = "round-robin" | "least-connections";

export interface StickyOptions {
  readonly cookie: string;
  /** What the cookie's values are made with. Default: the internal URL. */
  readonly secret?: string;
}

/** Passive health: what an upstream answers to the requests of clients. */
export interface EjectionOptions {
  /** Failures in a row that take it out. Default 5. */
  readonly failures: number;
  /** Then it is passed over, until one request is tried. Default 30000 (30 s). */
  readonly durationMs: number;
  /** How many may be out because of what they answer; those that cannot be reached do not count. Default 50. */
  readonly maxPercent: number;
}

/** Active health: what an upstream answers to us. */
export interface HealthOptions {
  readonly path: string;
  /** Default 5000 (5 s). */
  readonly intervalMs: number;
  /** For the whole answer. Default 2000 (2 s). */
  readonly timeoutMs: number;
  /** Bad answers in a row that take it out. Default 2. */
  readonly failures: number;
  /** Good answers in a row that take it in again. Default 1. */
  readonly successes: number;
}

export interface UpstreamTlsOptions {
  /** Who may sign certificates, a PEM file. Relative to the configuration file. */
  readonly ca?: string;
  /** Whether they are checked at all. Default true. */
  readonly verify?: boolean;
}

export interface AcceptOptions {
  /**
   * The path, or several, under which a trusted proxy in front puts `<scheme>/<host:port>/`: "/vhost", or with Zope's
   * grammar "/VirtualHostBase". Default none.
   */
  readonly virtualHostMonster?: string | readonly string[];
}
export type VirtualHostGrammar = MonsterName;
export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/**
 * An effective configuration: complete, checked, with absolute file names and URLs as the URL parser writes them. It is
 * itself a valid {@link ConfigInput} that resolves to the same.
 */
export interface Config {
  /** At least one; see `parseListenAddress`. */
  readonly listen: readonly ListenInput[];
  readonly admin: string | false;
  readonly workers: number | "auto";
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  readonly limits: Readonly<Limits>;
  readonly routes: readonly RouteConfig[];
  readonly accept: { readonly virtualHostMonster?: readonly string[] };
}

export type RouteConfig = ProxyRouteConfig | StaticRouteConfig;

export interface ProxyRouteConfig {
  /** At least one. A port of 0 means the port that is listened on. */
  readonly public: readonly string[];
  readonly internal: string;
  readonly aliases: readonly string[];
  /** At least one; see `parseServerUrl`. */
  readonly upstream: readonly string[];
  /** The next three belong to several upstreams, and are left out where there is one. */
  readonly balance?: BalanceName;
  readonly sticky?: StickyOptions;
  readonly ejection?: EjectionOptions | false;
  readonly health?: HealthOptions;
  readonly upstreamTls?: UpstreamTlsOptions;
  readonly upstreamHttp2?: true;
  readonly lenient?: true;
  readonly host: string;
  readonly rewrite: ResolvedRewriteOptions;
  readonly separateCookies: boolean;
  readonly shim: boolean;
  readonly refererRedirect: boolean;
  readonly virtualHostMonster?: VirtualHostGrammar;
}

export interface StaticRouteConfig {
  readonly public: readonly string[];
  readonly root: string;
  /** Both or none. */
  readonly rewriteFiles?: true;
  readonly rewrite?: ResolvedRewriteOptions;
}

export function isStaticRoute(route: RouteConfig): route is StaticRouteConfig {
  return "root" in route;
}
