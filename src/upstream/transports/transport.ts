import type { Dispatcher } from "undici";

/** Connections to one server, and HTTP on them. */
export interface Transport {
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void;
  /** Cuts off requests in flight. */
  destroy(): Promise<void>;
}

/** A handler that tells whether chunks it was given may still be read. While they may, their memory is not used again. */
export interface ChunkHolder extends Dispatcher.DispatchHandler {
  readonly holdsChunks: boolean;
}
