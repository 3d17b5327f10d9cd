import type { IncomingMessage, ServerResponse } from "node:http";
import type { ConfigInput } from "../config/config.ts";
import { createProxy, type ReverseProxy } from "../index.ts";

/** A middleware as Connect and Express call it. */
export interface ConnectMiddleware {
  (request: IncomingMessage & { originalUrl?: string | undefined }, response: ServerResponse, next: () => void): void;
  /** For the server's "upgrade" event (WebSockets), and to close the connections to the applications. */
  readonly proxy: ReverseProxy;
}

/**
 * Middleware for Connect and Express: requests for a configured route are answered by the application behind it, all others
 * go on. It belongs before whatever reads request bodies.
 *
 * @param config its routes need a `public` URL; `listen` is not used
 * @throws {ReoriginError} ERR_CONFIG with every problem of the configuration, one a line
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
