import { Agent, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import type { Dispatcher } from "undici";
import type { Limits } from "../../limits.ts";
import { LenientExchange } from "./lenient-exchange.ts";
import type { ServerTarget } from "./server-target.ts";
import type { Transport } from "./transport.ts";

/**
 * HTTP/1.1 by Node's own client with its insecure parser, for servers that undici refuses to understand. One request for a
 * connection: where the end of a response is a matter of opinion, nothing may follow it.
 */
export class LenientTransport implements Transport {
  readonly #target: ServerTarget;
  readonly #limits: Readonly<Limits>;
  readonly #agent: Agent;
  readonly #exchanges = new Set<LenientExchange>();

  constructor(target: ServerTarget, limits: Readonly<Limits>) {
    const isTls = target.origin.protocol === "https:";
    this.#target = target;
    this.#limits = limits;
    this.#agent = new (isTls ? TlsAgent : Agent)({ keepAlive: false, maxSockets: limits.upstreamConnections });
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    const { origin, socketPath, lookup, servername = "", tls } = this.#target;
    const isTls = origin.protocol === "https:";
    const { hostname, port } = origin;
    const open = isTls ? tlsRequest : plainRequest;
    const exchange: LenientExchange = new LenientExchange(handler, this.#limits, () =>
      this.#exchanges.delete(exchange),
    );
    this.#exchanges.add(exchange);
    exchange.run(options, (message) =>
      open({
        ...message,
        ...(socketPath === undefined ? { host: hostname.replace(/^\[|\]$/g, ""), port } : { socketPath }),
        ...(lookup && { lookup }),
        ...(isTls && { ...tls, servername }),
        agent: this.#agent,
        setHost: false,
        insecureHTTPParser: true,
        maxHeaderSize: this.#limits.responseHeaderBytes,
      }),
    );
  }

  async destroy(): Promise<void> {
    for (const exchange of [...this.#exchanges]) exchange.close();
    this.#agent.destroy();
  }
}
