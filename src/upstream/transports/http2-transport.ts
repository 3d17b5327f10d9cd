import type { Dispatcher } from "undici";
import type { Limits } from "../../limits.ts";
import type { ServerTarget } from "./server-target.ts";
import type { Transport } from "./transport.ts";
import { UndiciTransport } from "./undici-transport.ts";

/** HTTP/2, except for upgrades: they use HTTP/1.1, because few servers support RFC 8441. */
export class Http2Transport implements Transport {
  readonly #http2: UndiciTransport;
  readonly #http1: UndiciTransport;

  constructor(target: ServerTarget, limits: Readonly<Limits>) {
    this.#http2 = new UndiciTransport(target, limits);
    this.#http1 = new UndiciTransport({ ...target, tls: { ...target.tls, allowH2: false } }, limits);
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    const transport = options.upgrade ? this.#http1 : this.#http2;
    transport.dispatch(options, handler);
  }

  async destroy(): Promise<void> {
    await Promise.all([this.#http2.destroy(), this.#http1.destroy()]);
  }
}
