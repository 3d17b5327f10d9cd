import type { Dispatcher } from "undici";
import type { Transport } from "../../src/upstream/transports/transport.ts";

/** Answers nothing by itself. */
export class FakeTransport implements Transport {
  readonly handlers: Dispatcher.DispatchHandler[] = [];
  isDestroyed = false;

  dispatch(_: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.handlers.push(handler);
  }

  async destroy(): Promise<void> {
    this.isDestroyed = true;
  }
}

export const OPTIONS: Dispatcher.DispatchOptions = { path: "/", method: "GET" };
export const HANDLER: Dispatcher.DispatchHandler = {};
