import { once } from "node:events";
import { createServer, type Server, type ServerOptions } from "node:http";
import { type AddressInfo, Server as NetServer, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { parseListenAddress } from "../../config/address.ts";
import { certificatesOf, type ListenInput } from "../../config/config.ts";
import { ReoriginError } from "../../errors.ts";
import { type Limits, SOCKET_BUFFER_BYTES } from "../../limits.ts";
import { wantsTunnel } from "../../message/upgrade.ts";
import { errorCode } from "../../upstream/error-code.ts";
import type { Arrival } from "../arrival.ts";
import type { ClientConnections } from "./client-connections.ts";
import { Http2Connections } from "./http2-connections.ts";
import { headCheckMs } from "./http2-waiting.ts";
import { TlsServer } from "./tls-server.ts";

/** One address that is listened on, and its connections. */
export class Listener {
  readonly server: Server;
  #input: ListenInput;
  /** All accepted connections; with TLS, the raw ones. */
  readonly #sockets = new Set<Socket>();
  /** Connections that carry HTTP. */
  readonly #channels = new Set<Socket>();
  readonly #http2: Http2Connections;
  readonly #tls: TlsServer | undefined;
  readonly #context: ListenerContext;
  #limits: Readonly<Limits>;
  #bound: AddressInfo | undefined;
  #stopped: Promise<void> | undefined;
  #isFinishing = false;
  #closed: Promise<unknown> | undefined;

  constructor(input: ListenInput, limits: Readonly<Limits>, context: ListenerContext) {
    this.#input = input;
    this.#limits = limits;
    this.#context = context;
    this.#http2 = new Http2Connections(limits, context.begin);
    const options = serverOptions(limits);
    this.#tls = isTls(input) ? new TlsServer(input, options, this.#http2) : undefined;
    this.server = this.#tls?.server ?? createServer(options);
    this.limit(limits);
    // What one accept() fails with, as without free descriptors, is over by another.
    this.server.on("error", () => {});
    this.server.on("connection", (socket: Socket) => keep(socket, this.#sockets));
    this.server.on(isTls(input) ? "secureConnection" : "connection", (channel: Socket) => {
      keep(channel, this.#channels);
      if (this.#isFinishing) this.#finish(channel);
    });
  }

  /** Where it listens, once it does. */
  get bound(): AddressInfo | undefined {
    return this.#bound;
  }

  /** Whether another configuration can keep this listener. */
  isFor(input: ListenInput): boolean {
    return input.address === this.#input.address && isTls(input) === isTls(this.#input);
  }

  /** Whether another configuration wants this address with TLS, or without: only a new start can change that. */
  isOtherwiseFor(input: ListenInput): boolean {
    const isSame = input.address === this.#input.address && parseListenAddress(input.address)?.port !== 0;
    return isSame && isTls(input) !== isTls(this.#input);
  }

  /**
   * Reads the certificates of another configuration that can go on with this listener, or its own ones again.
   *
   * @returns a function that shows them to connections from now on. Nothing has changed before it is called.
   * @throws ReoriginError ERR_CERTIFICATE
   */
  prepareCertificates(input = this.#input): () => void {
    const use = this.#tls?.prepare(input);
    return () => {
      use?.();
      this.#input = input;
      if (this.#bound) this.#tls?.watch(this.#context.certificatesChanged);
    };
  }

  /** New limits, for new connections. */
  limit(limits: Readonly<Limits>): void {
    this.#limits = limits;
    this.#http2.limit(limits);
    // One more: an older Node drops what is beyond, and we should notice.
    this.server.maxHeadersCount = limits.headerFields + 1;
    this.server.maxConnections = limits.connections;
    this.server.keepAliveTimeout = limits.keepAliveTimeoutMs;
    Object.assign(this.server, requestTimeouts(limits));
  }

  /** @throws ReoriginError ERR_LISTEN */
  async listen(): Promise<AddressInfo> {
    this.#bound = await listenOn(this.server, this.#input.address);
    this.#closed = once(this.server, "close");
    this.#tls?.watch(this.#context.certificatesChanged);
    return this.#bound;
  }

  /** Stops accepting connections. Open ones continue. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  /**
   * Stops, lets open connections finish, and cuts off what is left at the deadline. A second call may bring the deadline
   * forward.
   */
  async close(drainTimeoutMs: number): Promise<void> {
    if (!this.#closed) return;
    const deadline = setTimeout(() => this.#breakOff(), drainTimeoutMs);
    await this.stop();
    this.#isFinishing = true;
    for (const channel of this.#channels) this.#finish(channel);
    await this.#closed;
    clearTimeout(deadline);
    // Ends Node's own watch over the connections.
    this.server.close();
  }

  async #stop(): Promise<void> {
    if (!this.#closed) return;
    this.#tls?.unwatch();
    // The kernel would reset connections that are not accepted yet: accept them first, for a whole turn.
    for (let turn = 0; turn < 2; turn++) await setImmediate();
    // Node's own close of an HTTP server would cut off idle connections, and requests that are about to arrive.
    NetServer.prototype.close.call(this.server);
  }

  #finish(channel: Socket): void {
    if (!this.#http2.finish(channel)) this.#context.connections.of(channel).finish(this.#limits.drainIdleTimeoutMs);
  }

  #breakOff(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function isTls(input: ListenInput): boolean {
  return certificatesOf(input).length > 0;
}

/** The surroundings of a listener. */
export interface ListenerContext {
  /** The certificate files have changed. The argument says why they cannot be used; undefined if they can. */
  readonly certificatesChanged: (problem: ReoriginError | undefined) => void;
  readonly connections: ClientConnections;
  /** Handles an HTTP/2 request; those of HTTP/1 are events of the server. */
  readonly begin: (arrival: Arrival) => void;
}

function keep(socket: Socket, sockets: Set<Socket>): void {
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
}

function serverOptions(limits: Readonly<Limits>): ServerOptions {
  return {
    maxHeaderSize: limits.headerBytes,
    // Otherwise an option of the process decides.
    insecureHTTPParser: false,
    ...requestTimeouts(limits),
    connectionsCheckingInterval: headCheckMs(limits),
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    highWaterMark: SOCKET_BUFFER_BYTES,
    requireHostHeader: false,
    optimizeEmptyRequests: true,
    shouldUpgradeCallback: wantsTunnel,
  };
}

/** Node requires the timeout of a request to be at least that of its head. */
function requestTimeouts({ requestHeadersTimeoutMs, requestTimeoutMs }: Readonly<Limits>) {
  const isShorter =
    requestTimeoutMs > 0 && (requestHeadersTimeoutMs === 0 || requestTimeoutMs < requestHeadersTimeoutMs);
  return { headersTimeout: isShorter ? requestTimeoutMs : requestHeadersTimeoutMs, requestTimeout: requestTimeoutMs };
}

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
