import { isIP } from "node:net";
import { buildConnector, type Dispatcher, Pool } from "undici";
import type { Limits } from "../limits.ts";
import { UpstreamConnection } from "./connection.ts";
import type { Transport } from "./transport.ts";

/** Strict HTTP/1.1 by undici. */
export class UndiciTransport implements Transport {
  readonly #pool: Pool;
  readonly #servername: string;

  /**
   * @param url where to connect; only its origin counts
   * @param name the host that the application knows itself by: what its certificate is checked against when `url` has an
   *   address in place of a name
   */
  constructor(url: string, name: string, limits: Readonly<Limits>) {
    const { origin, hostname } = new URL(url);
    this.#servername = isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? hostname : name;
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

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    // undici's types do not know `servername`; without it, each new Host would open a new TLS connection.
    const named: Dispatcher.DispatchOptions & { servername: string } = { ...options, servername: this.#servername };
    this.#pool.dispatch(named, handler);
  }

  async destroy(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** The longest delay that timers know. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
