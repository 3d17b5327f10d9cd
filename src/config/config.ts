import type { Limits } from "../limits.ts";
import type { ForwardedFacts } from "../message/forwarding-fields.ts";
import type { ResolvedRewriteOptions, RewriteOptions } from "../options.ts";
import type { MonsterName } from "../url/virtual-host-monster.ts";

/** A configuration as it is written: the YAML or JSON file, or the argument of `createProxy`. See `reorigin.schema.json`. */
export interface ConfigInput {
  /** Addresses to listen on: `HOST:PORT`, `:PORT`, `[::1]:PORT`, or with TLS. Default "127.0.0.1:8080". */
  readonly listen?: string | ListenInput | readonly (string | ListenInput)[];
  /**
   * Address of the admin server: health, readiness, metrics and the live page (for this machine only). The host is
   * required. Default "off".
   */
  readonly admin?: string | false;
  /** Number of worker processes; "auto" means one per core. Default 1. */
  readonly workers?: number | "auto";
  /** Peers whose Forwarded, X-Forwarded-* and similar fields are believed: addresses or CIDR blocks. Default none. */
  readonly trustedProxies?: readonly string[];
  /** Least important messages that are logged. Default "info". */
  readonly logLevel?: LogLevel;
  /** Limits that differ from their defaults. */
  readonly limits?: Partial<Limits>;
  /** Applications and folders of files, in any order: the longest match of host and path wins. */
  readonly routes: readonly RouteInput[];
  /** How a proxy in front states the public origin in the path. Default: it does not. */
  readonly accept?: AcceptOptions;
}

export interface ListenInput {
  readonly address: string;
  /** Certificate chain, a PEM file. Relative to the configuration file. */
  readonly cert?: string;
  /** Its private key, an unencrypted PEM file. Relative to the configuration file. */
  readonly key?: string;
  /**
   * Certificates for other names. A client gets the one whose names include the name it asks for (SNI), else `cert`, else
   * the first of these.
   */
  readonly certificates?: readonly CertificateInput[];
  /** Offer HTTP/2 to clients (over TLS only). Default true. */
  readonly http2?: boolean;
}

/** Like `cert` and `key` of {@link ListenInput}. */
export interface CertificateInput {
  readonly cert: string;
  readonly key: string;
}

/** Every certificate of an address, the default one first; none without TLS. */
export function certificatesOf({ cert, key, certificates = [] }: ListenInput): readonly CertificateInput[] {
  return cert !== undefined && key !== undefined ? [{ cert, key }, ...certificates] : certificates;
}

/** One application (`internal` or `upstream`), or files (`root`). */
export interface RouteInput {
  /**
   * Public URLs of the application. Links use the one that the request came by, else the first. The host `*.example.com`
   * matches every host below `example.com`; `*` matches any host that no other route names, and needs a named host beside
   * it, which is written instead. Default: the first listen address.
   */
  readonly public?: string | readonly string[];
  /** Internal URL: what the application calls itself. */
  readonly internal?: string;
  /** Other URLs the application uses for itself. Default none. */
  readonly aliases?: readonly string[];
  /** Servers to connect to: origins, or `http+unix:///FILE`. Default: `internal`. */
  readonly upstream?: string | readonly string[];
  /** How requests are spread over several upstreams. Default "round-robin". */
  readonly balance?: BalanceName;
  /** Keep each client on one of several upstreams, by a cookie of this name. Default: no. */
  readonly sticky?: string | StickyOptions;
  /** When to take one of several upstreams out of use because its answers fail; "off" means never. */
  readonly ejection?: Partial<EjectionOptions> | "off" | false;
  /** Active health checks. Default: none. */
  readonly health?: Partial<HealthOptions> & Pick<HealthOptions, "path">;
  /** How certificates of https upstreams are verified. Default: by the authorities that come with Node. */
  readonly upstreamTls?: UpstreamTlsOptions;
  /** Offer HTTP/2 to https upstreams. Default false. */
  readonly upstreamHttp2?: boolean;
  /** Accept responses that break HTTP syntax. Default false. */
  readonly lenient?: boolean;
  /** Host field sent to the application: "internal", "public" or a literal `host[:port]`. Default "internal". */
  readonly host?: string;
  /**
   * What X-Forwarded-* and Forwarded tell the application: "public", its client and its public URL; or "client", its client and
   * the scheme of `internal`. Default "public".
   */
  readonly forwarded?: ForwardedFacts;
  /** What is rewritten. */
  readonly rewrite?: RewriteOptions;
  /**
   * Give the application's cookies unique names on the public side, so that they cannot clash with those of another
   * application on the same host. Default false.
   */
  readonly separateCookies?: boolean;
  /**
   * Insert a script into HTML pages that maps the URLs that their own scripts build at run time: for `fetch`,
   * `XMLHttpRequest`, `WebSocket`, `history`, element attributes and more. Default false.
   */
  readonly shim?: boolean;
  /**
   * Redirect (307) requests that no route serves to a path below this mount, if their Referer is one of its pages. Scripts
   * that build root-relative URLs cause them. Default false.
   */
  readonly refererRedirect?: boolean;
  /**
   * State the public origin in the request path, for applications that expect it there. `internal` then defaults to the
   * first upstream, for "nevow" with the public path. Default: no.
   */
  readonly virtualHostMonster?: VirtualHostGrammar;
  /**
   * Folder of files to serve instead of an application. Relative to the configuration file. The public path is kept: below `./site`, `https://www.example.com/static/a.css` is `./site/static/a.css`.
   */
  readonly root?: string;
  /** Rewrite files as if an application had sent them. Only with `root`. Default false. */
  readonly rewriteFiles?: boolean;
}

export type BalanceName = "round-robin" | "least-connections";

export interface StickyOptions {
  readonly cookie: string;
  /** Key of the hash in the cookie. Default: the internal URL. */
  readonly secret?: string;
}

/** Passive health checks: how an upstream answers the requests of clients. */
export interface EjectionOptions {
  /** Consecutive failures that take it out. Default 5. */
  readonly failures: number;
  /** How long it stays out before one request is tried. Default 30000 (30 s). */
  readonly durationMs: number;
  /** Most upstreams that may be out because of their answers; unreachable ones are out in any case. Default 50. */
  readonly maxPercent: number;
}

/** Active health checks: how an upstream answers reorigin's own requests. */
export interface HealthOptions {
  /** Path to request. A status from 200 to 399 is a success. */
  readonly path: string;
  /** Pause between an answer and the next check. Default 5000 (5 s). */
  readonly intervalMs: number;
  /** Time for the whole answer. Default 2000 (2 s). */
  readonly timeoutMs: number;
  /** Consecutive failed checks that take it out. Default 2. */
  readonly failures: number;
  /** Consecutive successful checks that take it back in. Default 1. */
  readonly successes: number;
}

export interface UpstreamTlsOptions {
  /** Certificate authorities to trust instead of Node's, a PEM file. Relative to the configuration file. */
  readonly ca?: string;
  /** Verify certificates. Default true. */
  readonly verify?: boolean;
}

export interface AcceptOptions {
  /**
   * Paths under which a trusted proxy puts `<scheme>/<host:port>/`, such as "/vhost"; "/VirtualHostBase" selects Zope's
   * grammar. Default none.
   */
  readonly virtualHostMonster?: string | readonly string[];
}
export type VirtualHostGrammar = MonsterName;
export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/**
 * An effective configuration: checked and complete, with absolute file names and normalized URLs. It is itself a valid
 * {@link ConfigInput} that resolves to the same configuration.
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
  /** At least one. Port 0 stands for the port that is listened on. */
  readonly public: readonly string[];
  readonly internal: string;
  readonly aliases: readonly string[];
  /** At least one; see `parseServerUrl`. */
  readonly upstream: readonly string[];
  /** This and the next two are set only for several upstreams. */
  readonly balance?: BalanceName;
  readonly sticky?: StickyOptions;
  readonly ejection?: EjectionOptions | false;
  readonly health?: HealthOptions;
  readonly upstreamTls?: UpstreamTlsOptions;
  readonly upstreamHttp2?: true;
  readonly lenient?: true;
  readonly host: string;
  readonly forwarded: ForwardedFacts;
  readonly rewrite: ResolvedRewriteOptions;
  readonly separateCookies: boolean;
  readonly shim: boolean;
  readonly refererRedirect: boolean;
  readonly virtualHostMonster?: VirtualHostGrammar;
}

export interface StaticRouteConfig {
  readonly public: readonly string[];
  readonly root: string;
  /** Both are set, or neither. */
  readonly rewriteFiles?: true;
  readonly rewrite?: ResolvedRewriteOptions;
}

export function isStaticRoute(route: RouteConfig): route is StaticRouteConfig {
  return "root" in route;
}
