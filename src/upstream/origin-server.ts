import type { Dispatcher } from "undici";

/** Who takes requests: a server of an application, or a tree of files. */
export interface OriginServer {
  /** Its name in logs. */
  readonly origin: string;
  /** Whether it takes requests. */
  readonly isIn: boolean;
  /** Whether one more request is more than can wait. */
  readonly isFull: boolean;
  /** Requests that were sent to it, or wait to be, and have no whole answer yet. */
  readonly inFlight: number;
  /** The handler's caller says {@link release} once, whatever becomes of the request. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void;
  release(): void;
  /** The status of a final response, or 101, as soon as it is known. */
  answered(status: number): void;
  /**
   * What came in place of it; not said of what we broke off ourselves.
   *
   * @param wasSent whether a part of the request may have reached it
   */
  failed(error: Error, wasSent: boolean): void;
  /** Breaks off what is under way. */
  destroy(): Promise<void>;
}

/** How a server does at one moment. */
export type ServerState = Pick<OriginServer, "origin" | "isIn" | "inFlight">;
