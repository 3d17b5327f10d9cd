import type { IncomingHttpHeaders } from "node:http";
import type { Duplex } from "node:stream";
import type { Dispatcher } from "undici";
import type { Wire } from "./wire.ts";

type Controller = Dispatcher.DispatchController;

/** Where the wire of a connection stands; undefined before it is made, and where it speaks HTTP/2 or no HTTP any more. */
export interface WireSlot {
  wire: Wire | undefined;
}

/** undici would pause within what it has read, and find the end of a response only when it goes on. */
function pauseWith(controller: Controller, wire: Wire): void {
  controller.pause = wire.pause;
  controller.resume = wire.resume;
}

/**
 * A handler of undici's that tells the wire how far the response is.
 *
 * It also looks whether trailers end the connection (`Connection: close`). undici looks for that in the head only and keeps the
 * connection; its parser then refuses the answer to the next request.
 */
export class WireHandler implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #slot: WireSlot;

  constructor(handler: Dispatcher.DispatchHandler, slot: WireSlot) {
    this.#handler = handler;
    this.#slot = slot;
  }

  onRequestStart(controller: Controller, context: unknown): void {
    const { wire } = this.#slot;
    wire?.expect(this.#handler);
    if (wire) pauseWith(controller, wire);
    this.#handler.onRequestStart?.(controller, context);
  }

  /** What comes from now on is not read by undici, and may come while another connection is made. */
  onRequestUpgrade(controller: Controller, status: number, headers: IncomingHttpHeaders, socket: Duplex): void {
    this.#slot.wire = undefined;
    this.#handler.onRequestUpgrade?.(controller, status, headers, socket);
  }

  onResponseStarted(): void {
    this.#handler.onResponseStarted?.();
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders, message?: string): void {
    this.#handler.onResponseStart?.(controller, status, headers, message);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#slot.wire?.deliver(chunk);
    this.#handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Controller, trailers: IncomingHttpHeaders): void {
    if (trailers.connection !== undefined) this.#slot.wire?.close();
    this.#handler.onResponseEnd?.(controller, trailers);
    this.#slot.wire?.complete();
  }

  onResponseError(controller: Controller, error: Error): void {
    this.#handler.onResponseError?.(controller, error);
  }
}
