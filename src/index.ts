import type { Config, ConfigInput } from "./config/config.ts";
import { resolveConfig } from "./config/load.ts";
import type { ProxyObserver } from "./proxy/observer.ts";
import { ReverseProxy } from "./proxy/reverse-proxy.ts";

export { createRewriter, type Rewriter, type RewriterOptions } from "./body/rewriter.ts";
export { rewriteTransform, rewriteTransformStream } from "./body/streams.ts";
export type { Config, ConfigInput, RouteInput } from "./config/config.ts";
export { type ErrorCode, ReoriginError } from "./errors.ts";
export type { Limits } from "./limits.ts";
export type { EngineName, RewriteOptions } from "./options.ts";
export type { ExchangeRecord, ProxyObserver } from "./proxy/observer.ts";
export type { ReverseProxy } from "./proxy/reverse-proxy.ts";
export { type RouteSpec, UrlMap } from "./url/map.ts";
export type { Direction } from "./url/moves/two-way-index.ts";

/**
 * Creates the proxy that a configuration describes. Call `listen` to serve its addresses, or pass `handler` and `upgrade` to a
 * server of your own.
 *
 * @param config as in a configuration file; relative file names are relative to the working directory
 * @param observer is called for every request; default: none
 * @throws {ReoriginError} ERR_CONFIG with every problem of the configuration, one per line; ERR_CERTIFICATE for a certificate
 *   that cannot be used
 */
export function createProxy(config: ConfigInput | Config, observer: ProxyObserver = UNOBSERVED): ReverseProxy {
  return new ReverseProxy(resolveConfig(config), observer);
}

const UNOBSERVED: ProxyObserver = { started() {}, ended() {} };
