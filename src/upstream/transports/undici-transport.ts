import { buildConnector, type Dispatcher, Pool } from "undici";
import { type Limits, SOCKET_BUFFER_BYTES } from "../../limits.ts";
import { UpstreamConnection, type WireOptions } from "./connection.ts";
import { Http2Streams } from "./http2-streams.ts";
import type { ServerTarget } from "./server-target.ts";
import type { Transport } from "./transport.ts";

/** Strict HTTP/1.1 by undici, or HTTP/2 if the target allows it and the server chooses it. */
export class UndiciTransport implements Transport {
  readonly #pool: Pool;
  readonly #streams = new Http2Streams();

  constructor(target: ServerTarget, limits: Readonly<Limits>) {
    const connectorFor = connectors(target, limits.connectTimeoutMs);
    this.#pool = new Pool(target.origin, {
      connections: limits.upstreamConnections,
      // With HTTP/2, undici has its own limit: as many as the server allows.
      ...(!target.tls.allowH2 && { pipelining: 1 }),
      allowH2: target.tls.allowH2,
      maxHeaderSize: limits.responseHeaderBytes,
      headersTimeout: limits.headersTimeoutMs,
      bodyTimeout: 0,
      keepAliveTimeout: limits.upstreamKeepAliveTimeoutMs || MAX_TIMEOUT_MS,
      // Otherwise a busy connection would keep an outdated address forever.
      clientTtl: target.lookup ? limits.dnsTtlMs : 0,
      factory: (origin, options) =>
        new UpstreamConnection(origin, {
          ...options,
          connectorFor,
          interimResponses: limits.interimResponses,
          streams: this.#streams,
        }),
    });
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    // Missing in undici's types. Without `servername`, each new Host would open a new TLS connection.
    const request: Dispatcher.DispatchOptions & { servername: string } = { ...options, servername: ANY };
    this.#pool.dispatch(request, handler);
  }

  async destroy(): Promise<void> {
    await this.#pool.destroy();
    this.#streams.stop();
  }
}

function connectors(target: ServerTarget, timeout: number): WireOptions["connectorFor"] {
  const { origin, socketPath, lookup, servername, tls } = target;
  const options = {
    timeout,
    ...SOCKET_OPTIONS,
    ...tls,
    ...(socketPath !== undefined && { socketPath }),
    ...(lookup && { lookup }),
  };
  if (origin.protocol !== "https:") return (onread) => named(buildConnector({ ...options, onread }));
  // One for all: it keeps the TLS sessions.
  const connector = buildConnector(options);
  return () => named(connector, servername);
}

/** @param servername the actual name, for TLS */
function named(connect: buildConnector.connector, servername?: string): buildConnector.connector {
  return ({ servername: _, ...options }, callback) =>
    connect({ ...options, ...(servername !== undefined && { servername }) }, callback);
}

/** Passed on to `net.connect`; missing in undici's types. */
const SOCKET_OPTIONS = { highWaterMark: SOCKET_BUFFER_BYTES };

/** A placeholder, the same for all requests; the actual name is set where the connection is made. */
const ANY = "any";

/** The longest delay of timers. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
