import type { OnReadOpts, Socket } from "node:net";
import { type buildConnector, Client, type Dispatcher } from "undici";
import { ClosingTrailers } from "./closing-trailers.ts";
import { Wire } from "./wire.ts";

/** One connection to an upstream: undici's client, corrected where it deviates from HTTP. */
export class UpstreamConnection extends Client {
  readonly #wire: Wire;

  constructor(origin: URL, { connectorFor, interimResponses, ...options }: Client.Options & WireOptions) {
    const wire = new Wire(interimResponses);
    const connect: buildConnector.connector = (target, callback) => {
      const connector = connectorFor(wire.newBuffers().onread);
      connector(target, (...result) => {
        const [, socket] = result;
        wire.connect(socket && !isHttp2(socket) ? socket : undefined);
        callback(...result);
      });
    };
    super(origin, { ...options, connect });
    this.#wire = wire;
  }

  /** The pool gives an HTTP/1.1 connection one request at a time. */
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.#wire.expect(handler);
    return super.dispatch(options, new ClosingTrailers(handler, this.#wire));
  }
}

export interface WireOptions {
  /** @param onread for `net.connect` */
  readonly connectorFor: (onread: OnReadOpts) => buildConnector.connector;
  /** How many interim responses may come before a final one. */
  readonly interimResponses: number;
}

function isHttp2(socket: Socket): boolean {
  return "alpnProtocol" in socket && socket.alpnProtocol === "h2";
}
