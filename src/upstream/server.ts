import type { Dispatcher } from "undici";
import type { Limits } from "../limits.ts";
import type { OriginServer } from "./origin-server.ts";
import type { Transport } from "./transport.ts";

/** A server at one address, and how many requests it has. */
export class Server implements OriginServer {
  readonly origin: string;
  readonly #transport: Transport;
  readonly #capacity: number;
  readonly #ended = Promise.withResolvers<void>();
  #isClosing = false;
  #inFlight = 0;

  constructor(origin: string, transport: Transport, limits: Readonly<Limits>) {
    this.origin = origin;
    this.#transport = transport;
    this.#capacity = limits.upstreamConnections + limits.upstreamQueue;
  }

  /** Whether one more request would wait behind more than `upstreamQueue` others. */
  get isFull(): boolean {
    return this.#inFlight >= this.#capacity;
  }

  /** Requests that were sent to it, or wait to be, and have no whole answer yet. */
  get inFlight(): number {
    return this.#inFlight;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#inFlight++;
    this.#transport.dispatch(options, handler);
  }

  release(): void {
    this.#inFlight--;
    if (this.#isClosing) this.#endWhenIdle();
  }

  answered(_status: number): void {}

  failed(_error: Error): void {}

  close(): Promise<void> {
    this.#isClosing = true;
    this.#endWhenIdle();
    return this.#ended.promise;
  }

  async destroy(): Promise<void> {
    await this.#transport.destroy();
    this.#ended.resolve();
  }

  /** What is released may be sent again at once. */
  #endWhenIdle(): void {
    setImmediate(() => {
      if (this.#inFlight === 0) void this.destroy();
    });
  }
}
