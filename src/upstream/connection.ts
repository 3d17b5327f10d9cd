import type { Socket } from "node:net";
import { type buildConnector, Client, type Dispatcher } from "undici";
import { ContinueFilter } from "./continue-filter.ts";

/** One connection to an upstream: undici's client, put right where it and HTTP disagree. */
export class UpstreamConnection extends Client {
  readonly #filter: ContinueFilter;

  constructor(origin: URL, { connector, interimResponses, ...options }: Client.Options & UpstreamConnectionOptions) {
    const filter = new ContinueFilter(interimResponses);
    super(origin, { ...options, connect: (target, callback) => connector(target, preparing(filter, callback)) });
    this.#filter = filter;
  }

  /** The pool gives a connection one request at a time. */
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.#filter.expectResponse();
    return super.dispatch(options, handler);
  }
}

export interface UpstreamConnectionOptions {
  readonly connector: buildConnector.connector;
  /** How many `100 Continue` responses are dropped before one response. */
  readonly interimResponses: number;
}

function preparing(filter: ContinueFilter, callback: buildConnector.Callback): buildConnector.Callback {
  return (...result) => {
    const [, socket] = result;
    if (socket) prepare(socket, filter);
    callback(...result);
  };
}

function prepare(socket: Socket, filter: ContinueFilter): void {
  const read = socket.read.bind(socket);
  socket.read = (size) => filter.pass(read(size));
  socket.prependListener("error", (error: NodeJS.ErrnoException) => {
    // Under its own code undici takes a reset for the end of a body that the connection's end delimits.
    if (error.code === "ECONNRESET") error.code = "ERR_UPSTREAM_RESET";
    Object.assign(error, { socket: { bytesRead: socket.bytesRead } });
  });
}
