import type { IncomingMessage, ServerResponse } from "node:http";
import type { ConfigInput } from "../config/config.ts";
import { createProxy, type ReverseProxy } from "../index.ts";

/** Middleware for Connect and Express. */
export interface ConnectMiddleware {
  (request: IncomingMessage & { originalUrl?: string | undefined }, response: ServerResponse, next: () => void): void;
  /** Its `upgrade` serves the server's "upgrade" event (WebSockets); its `close` closes the connections to applications. */
  readonly proxy: ReverseProxy;
}

/**
 * Creates middleware for Connect and Express: requests for a configured route go to the application, all others to the next
 * handler. Use it before anything that reads request bodies.
 *
 * @param config every route needs a `public` URL; `listen` is ignored
 * @throws {ReoriginError} ERR_CONFIG with every problem of the configuration, one per line
 */
export function connectMiddleware(config: ConfigInput): ConnectMiddleware {
  const proxy = createProxy(config);
  const middleware: ConnectMiddleware = Object.assign(
    (request: IncomingMessage & { originalUrl?: string | undefined }, response: ServerResponse, next: () => void) => {
      const { url } = request;
      // Below a mount point, Connect cuts the path off.
      request.url = request.originalUrl ?? url ?? "/";
      if (proxy.serves(request)) {
        proxy.handler(request, response);
      } else {
        request.url = url ?? "/";
        next();
      }
    },
    { proxy },
  );
  return middleware;
}
