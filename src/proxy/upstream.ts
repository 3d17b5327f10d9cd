import { isIP } from "node:net";
import { buildConnector, type Dispatcher, Pool } from "undici";
import type { Limits } from "../limits.ts";
import type { OriginServer } from "./origin-server.ts";
import { UpstreamConnection } from "./upstream-connection.ts";

/** A server that requests are sent to, and the connections that are kept to it. Nothing but this dials. */
export class Upstream implements OriginServer {
  readonly origin: string;
  readonly #pool: Pool;
  readonly #capacity: number;
  readonly #servername: string;
  #inFlight = 0;

  /**
   * @param url where to connect; only its origin counts
   * @param name the host that the application knows itself by: what its certificate is checked against when `url` has an
   *   address in place of a name
   */
  constructor(url: string, name: string, limits: Readonly<Limits>) {
    const { origin, hostname } = new URL(url);
    this.origin = origin;
    this.#servername = isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? hostname : name;
    this.#capacity = limits.upstreamConnections + limits.upstreamQueue;
    const connector = buildConnector({ allowH2: false, timeout: limits.connectTimeoutMs });
    this.#pool = new Pool(origin, {
      connections: limits.upstreamConnections,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: limits.responseHeaderBytes,
      headersTimeout: limits.headersTimeoutMs,
      bodyTimeout: 0,
      keepAliveTimeout: limits.upstreamKeepAliveTimeoutMs || MAX_TIMEOUT_MS,
      factory: (target, options) =>
        new UpstreamConnection(target, { ...options, connector, interimResponses: limits.interimResponses }),
    });
  }

  /** Whether one more request would wait behind more than `upstreamQueue` others. */
  get isFull(): boolean {
    return this.#inFlight >= this.#capacity;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#inFlight++;
    // undici's types do not know `servername`; without it, each new Host would open a new TLS connection.
    const named: Dispatcher.DispatchOptions & { servername: string } = { ...options, servername: this.#servername };
    this.#pool.dispatch(named, handler);
  }

  release(): void {
    this.#inFlight--;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** The longest delay that timers know. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
