/** Receives the bytes of one body in order, and then its end. */
export interface ByteSink {
  /**
   * Takes a chunk, which must not be changed afterwards.
   *
   * @returns false when the next chunk should wait until there is room again. Chunks that come anyway are taken.
   */
  write(chunk: Uint8Array): boolean;
  /** No more bytes come for now: everything taken so far should reach the reader. */
  flush(): void;
  /** The body is complete. */
  end(): void;
  /** The body broke off. Everything decided so far is passed on, then the error, never a clean end. */
  fail(error: Error): void;
}

/** What is given chunks, and may keep them. */
export interface Holder {
  /** Whether it may still read chunks it was given. While it may, their memory must not be used again. */
  readonly holdsChunks: boolean;
}

/** A sink that transforms the bytes and passes them to the next sink. */
export interface Stage extends ByteSink, Holder {
  /** The next sink, which was full, has room again. */
  resume(): void;
  /** Frees all resources. The next sink is not called any more. */
  destroy(): void;
}

/** Creates a stage before `next`. It calls `onRoom` when it has room again after a `write` that returned false. */
export type StageMaker = (next: ByteSink & Holder, onRoom: () => void) => Stage;
