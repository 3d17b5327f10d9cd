import type { IncomingMessage, ServerResponse } from "node:http";

/** A request as the server hands it over. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether the client waits for `100 Continue`, and Node has not sent it. */
  readonly awaitsContinue?: boolean;
  /** Whether the request came on a bare socket, which can become a tunnel. */
  readonly mayUpgrade?: boolean;
}
