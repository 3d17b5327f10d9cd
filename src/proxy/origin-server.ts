import type { Dispatcher } from "undici";

/** What answers a route's requests: the server of an application, or a tree of files. */
export interface OriginServer {
  /** Its name in logs. */
  readonly origin: string;
  /** Whether one more request is more than can wait. */
  readonly isFull: boolean;
  /** The handler's caller says {@link release} once, whatever becomes of the request. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void;
  release(): void;
  /** Breaks off what is left. */
  close(): Promise<void>;
}
