import type { OnReadOpts, Socket } from "node:net";
import { type buildConnector, Client, type Dispatcher } from "undici";
import type { Http2Streams } from "./http2-streams.ts";
import { Wire } from "./wire.ts";
import { WireHandler, type WireSlot } from "./wire-handler.ts";

/** One connection at a time to an upstream: undici's client, corrected where it deviates from HTTP. */
export class UpstreamConnection extends Client {
  readonly #slot: WireSlot;

  constructor(origin: URL, { connectorFor, interimResponses, streams, ...options }: Client.Options & WireOptions) {
    const slot: WireSlot = { wire: undefined };
    const connect: buildConnector.connector = (target, callback) => {
      const wire = new Wire(interimResponses);
      const connector = connectorFor(wire.onread);
      connector(target, (...result) => {
        const [, socket] = result;
        if (socket && isHttp2(socket)) streams.claim(socket);
        else if (socket) hold(wire, socket, slot);
        callback(...result);
      });
    };
    super(origin, { ...options, connect });
    this.#slot = slot;
  }

  /** The pool gives an HTTP/1.1 connection one request at a time. */
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return super.dispatch(options, new WireHandler(handler, this.#slot));
  }
}

export interface WireOptions {
  /** @param onread for `net.connect` */
  readonly connectorFor: (onread: OnReadOpts) => buildConnector.connector;
  /** How many interim responses may come before a final one. */
  readonly interimResponses: number;
  /** Where its streams are corrected if it speaks HTTP/2. */
  readonly streams: Http2Streams;
}

/** Until the connection is closed: then nothing of it is kept. */
function hold(wire: Wire, socket: Socket, slot: WireSlot): void {
  wire.connect(socket);
  slot.wire = wire;
  socket.once("close", () => {
    if (slot.wire === wire) slot.wire = undefined;
  });
}

function isHttp2(socket: Socket): boolean {
  return "alpnProtocol" in socket && socket.alpnProtocol === "h2";
}
