import type { Dispatcher } from "undici";

/** Connections to one server, and HTTP on them. */
export interface Transport {
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void;
  /** Cuts off requests in flight. */
  destroy(): Promise<void>;
}
