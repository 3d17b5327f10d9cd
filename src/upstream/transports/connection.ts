import type { Socket } from "node:net";
import { type buildConnector, Client, type Dispatcher } from "undici";
import { SOCKET_BUFFER_BYTES } from "../../limits.ts";
import { ClosingTrailers } from "./closing-trailers.ts";
import { ResponseStart } from "./response-start.ts";

/** One connection to an upstream: undici's client, corrected where it deviates from HTTP. */
export class UpstreamConnection extends Client {
  readonly #wire: Wire;

  constructor(origin: URL, { connector, interimResponses, ...options }: Client.Options & UpstreamConnectionOptions) {
    const wire: Wire = { start: new ResponseStart(interimResponses), socket: undefined };
    super(origin, { ...options, connect: (target, callback) => connector(target, preparing(wire, callback)) });
    this.#wire = wire;
  }

  /** The pool gives an HTTP/1.1 connection one request at a time. */
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.#wire.start.expect();
    return super.dispatch(options, new ClosingTrailers(handler, () => this.#wire.socket?.destroy()));
  }
}

export interface UpstreamConnectionOptions {
  readonly connector: buildConnector.connector;
  /** How many interim responses may come before a final one. */
  readonly interimResponses: number;
}

/** What HTTP/1.1 is read from. */
interface Wire {
  readonly start: ResponseStart;
  /** undefined before the connection is made, and where it speaks HTTP/2. */
  socket: Socket | undefined;
}

function preparing(wire: Wire, callback: buildConnector.Callback): buildConnector.Callback {
  return (...result) => {
    const [, socket] = result;
    wire.socket = socket && !isHttp2(socket) ? socket : undefined;
    if (wire.socket) prepare(wire.socket, wire.start);
    callback(...result);
  };
}

function isHttp2(socket: Socket): boolean {
  return "alpnProtocol" in socket && socket.alpnProtocol === "h2";
}

function prepare(socket: Socket, start: ResponseStart): void {
  const read = socket.read.bind(socket);
  socket.read = (size) => {
    for (;;) {
      const chunk = read(size ?? portion(socket));
      const passed = start.pass(chunk);
      if (chunk === null || passed !== null) return passed;
    }
  };
  socket.prependListener("error", (error: NodeJS.ErrnoException) => {
    // With its own code, undici would take a reset for the end of a close-delimited body.
    if (error.code === "ECONNRESET") error.code = "ERR_UPSTREAM_RESET";
    Object.assign(error, { socket: { bytesRead: socket.bytesRead } });
  });
}

/**
 * How much of what came undici reads at once; undefined for all of it. What its parser does not take when it pauses, it
 * gives back. Would all be read, the socket would be empty for that long and take 64 KiB more, at each pause, however
 * little of it the parser takes in between.
 */
function portion({ readableLength }: Socket): number | undefined {
  return readableLength > LONGEST_READ_BYTES ? SOCKET_BUFFER_BYTES : undefined;
}

/** The most that Node reads from a connection at once. */
const LONGEST_READ_BYTES = 65_536;
