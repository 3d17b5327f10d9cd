import type { Dispatcher } from "undici";

/** Takes requests: a server of an application, or a folder of files. */
export interface OriginServer {
  /** Its name in logs. */
  readonly origin: string;
  /** Whether it takes requests. */
  readonly isIn: boolean;
  /** Whether its queue is full. */
  readonly isFull: boolean;
  /** Requests that were sent to it or wait, and are not completely answered. */
  readonly inFlight: number;
  /** The caller must call {@link release} once, however the request ends. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void;
  release(): void;
  /** The status of a final response, or 101, as soon as it is known. */
  answered(status: number): void;
  /**
   * Reports a failure instead of a status; not for requests that reorigin cut off itself.
   *
   * @param wasSent whether a part of the request may have reached it
   */
  failed(error: Error, wasSent: boolean): void;
  /** Cuts off requests in flight. */
  destroy(): Promise<void>;
}

/** The state of a server at one moment. */
export type ServerState = Pick<OriginServer, "origin" | "isIn" | "inFlight">;
