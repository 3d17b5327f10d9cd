/** Takes the bytes of one body in order, and then its end. */
export interface ByteSink {
  /**
   * Takes a chunk, which nobody changes afterwards.
   *
   * @returns false when the next chunk should wait until there is room again; it is taken all the same
   */
  write(chunk: Uint8Array): boolean;
  /** No more comes for now: what was taken should reach the reader. */
  flush(): void;
  /** The body is complete. */
  end(): void;
  /** The body broke off: what is decided by now goes out, then the error, and never a clean end. */
  fail(error: Error): void;
}

/** A sink that hands on to another what it makes of the bytes. */
export interface Stage extends ByteSink {
  /** The sink behind it, which was full, has room again. */
  resume(): void;
  /** Lets go of everything; nothing comes out any more. */
  destroy(): void;
}

/** Puts a stage before `next`; it calls `onRoom` when a `write` returned false and the next chunk may come. */
export type StageMaker = (next: ByteSink, onRoom: () => void) => Stage;
