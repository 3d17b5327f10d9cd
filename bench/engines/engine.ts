/** Which references of a page are mapped, and to what. */
export interface Task {
  /** The application's own origin, then its other names, without final slash. */
  readonly origins: readonly [string, ...string[]];
  /** The public origin. */
  readonly publicOrigin: string;
  /** The path below which the application is mounted: `""`, or for example `"/app"`. */
  readonly mount: string;
}

/** Rewrites one page. Takes its chunks, and returns those of the output. */
export type Rewrite = (pieces: readonly Buffer[]) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;

/** The export `prepare` of each engine's module: does everything that is needed once for many pages. */
export type Prepare = (task: Task) => Rewrite;
