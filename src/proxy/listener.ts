import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerOptions } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { parseListenAddress } from "../config/address.ts";
import type { ListenInput } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { wantsTunnel } from "./upgrade.ts";
import { errorCode } from "./upstream-errors.ts";

/** One address that is listened on, and the connections that came by it. */
export class Listener {
  readonly server: Server;
  readonly #address: string;
  readonly #sockets = new Set<Duplex>();

  constructor({ address, cert, key }: ListenInput, limits: Readonly<Limits>) {
    this.#address = address;
    const options = serverOptions(limits);
    const isTls = cert !== undefined && key !== undefined;
    this.server = isTls
      ? createTlsServer({ ...options, cert: readFileSync(cert), key: readFileSync(key) })
      : createServer(options);
    this.server.maxHeadersCount = limits.headerFields;
    this.server.maxConnections = limits.connections;
    this.server.on("connection", (socket: Duplex) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  /** @throws ReoriginError ERR_LISTEN */
  async listen(): Promise<AddressInfo> {
    const { host = "", port = 0 } = parseListenAddress(this.#address) ?? {};
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.server.once("error", reject);
    this.server.listen({ host: host || undefined, port }, resolve);
    try {
      await promise;
    } catch (error) {
      throw listenError(this.#address, error as Error);
    }
    this.server.off("error", reject);
    return this.server.address() as AddressInfo;
  }

  /** Accepts no more, lets what is open end by itself, and breaks off what is left at the deadline. */
  async close(drainTimeoutMs: number): Promise<void> {
    if (!this.server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.server.close(() => resolve());
    const idling = setInterval(() => this.server.closeIdleConnections(), IDLE_CHECK_MS);
    const deadline = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, drainTimeoutMs);
    await promise;
    clearInterval(idling);
    clearTimeout(deadline);
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
