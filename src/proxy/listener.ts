import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerOptions } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { parseListenAddress } from "../config/address.ts";
import type { ListenInput } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { wantsTunnel } from "../message/upgrade.ts";
import { errorCode } from "../upstream/error-code.ts";

/** One address that is listened on, and the connections that came by it. */
export class Listener {
  readonly server: Server;
  readonly #address: string;
  readonly #sockets = new Set<Socket>();
  #closed: Promise<unknown> | undefined;

  constructor({ address, cert, key }: ListenInput, limits: Readonly<Limits>) {
    this.#address = address;
    const options = serverOptions(limits);
    const isTls = cert !== undefined && key !== undefined;
    this.server = isTls
      ? createTlsServer({ ...options, cert: readFileSync(cert), key: readFileSync(key) })
      : createServer(options);
    this.server.maxHeadersCount = limits.headerFields;
    this.server.maxConnections = limits.connections;
    this.server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  /** @throws ReoriginError ERR_LISTEN */
  async listen(): Promise<AddressInfo> {
    const address = await listenOn(this.server, this.#address);
    this.#closed = once(this.server, "close");
    return address;
  }

  /**
   * Accepts no more, lets what is open end by itself, and breaks off what is left at the deadline. Called again, it may
   * bring the deadline forward.
   */
  async close(drainTimeoutMs: number): Promise<void> {
    if (!this.#closed) return;
    if (this.server.listening) this.server.close();
    const idling = setInterval(() => this.#closeIdle(), IDLE_CHECK_MS);
    const deadline = setTimeout(() => this.#closeAll(), drainTimeoutMs);
    await this.#closed;
    clearInterval(idling);
    clearTimeout(deadline);
  }

  #closeIdle(): void {
    this.server.closeIdleConnections();
    // To Node, a connection that never carried a request is not idle.
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  #closeAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

const IDLE_CHECK_MS = 50;

function serverOptions(limits: Readonly<Limits>): ServerOptions {
  return {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.requestHeadersTimeoutMs,
    // No bound on the whole request: an upload may take its time as long as it moves.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.max(MIN_CHECK_MS, limits.requestHeadersTimeoutMs / 2),
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    requireHostHeader: false,
    optimizeEmptyRequests: true,
    shouldUpgradeCallback: wantsTunnel,
  };
}

const MIN_CHECK_MS = 100;

/**
 * @param address see `parseListenAddress`
 * @throws ReoriginError ERR_LISTEN
 */
export async function listenOn(server: Server, address: string): Promise<AddressInfo> {
  const { host = "", port = 0 } = parseListenAddress(address) ?? {};
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(host === "" ? { port } : { host, port }, resolve);
  try {
    await promise;
  } catch (error) {
    throw listenError(address, error as Error);
  }
  server.off("error", reject);
  return server.address() as AddressInfo;
}

const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken",
  EACCES: "the port needs more rights",
  EADDRNOTAVAIL: "this machine does not have that address",
  ENOTFOUND: "there is no such host",
};

function listenError(address: string, error: Error): ReoriginError {
  const state = LISTEN_ERRORS[errorCode(error)] ?? error.message;
  return new ReoriginError("ERR_LISTEN", `Cannot listen on "${address}": ${state}`, { cause: error });
}
