import type { IncomingMessage, ServerResponse } from "node:http";
import type { ConfigInput } from "../config/config.ts";
import { createProxy, type ReverseProxy } from "../index.ts";
import { contentError } from "./content-error.ts";

/** Middleware for Connect and Express. */
export interface ConnectMiddleware {
  (request: ConnectRequest, response: ServerResponse, next: (error?: Error) => void): void;
  /** Its `upgrade` serves the server's "upgrade" event (WebSockets); its `close` closes the connections to applications. */
  readonly proxy: ReverseProxy;
}

type ConnectRequest = IncomingMessage & { originalUrl?: string | undefined };

/**
 * Creates middleware for Connect and Express: requests for a configured route go to the application, all others to the next
 * handler. Use it before anything that reads request bodies: if their content was read, requests go to the error handler,
 * with a ReoriginError of the code ERR_CONFIG.
 *
 * @param config every route needs a `public` URL; `listen` is ignored
 * @throws {ReoriginError} ERR_CONFIG with every problem of the configuration, one per line
 */
export function connectMiddleware(config: ConfigInput): ConnectMiddleware {
  const proxy = createProxy(config);
  const middleware: ConnectMiddleware = Object.assign(
    (request: ConnectRequest, response: ServerResponse, next: (error?: Error) => void) => {
      const { url } = request;
      // Below a mount point, Connect cuts the path off.
      request.url = request.originalUrl ?? url ?? "/";
      const isOurs = proxy.serves(request);
      const error = isOurs ? contentError(request) : undefined;
      if (isOurs && !error) {
        proxy.handler(request, response);
      } else {
        request.url = url ?? "/";
        next(error);
      }
    },
    { proxy },
  );
  return middleware;
}
