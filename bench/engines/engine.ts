/** Which references of a page move, and to where. */
export interface Task {
  /** The application's own origin, then its other names, without a slash at the end. */
  readonly origins: readonly [string, ...string[]];
  /** The public origin. */
  readonly publicOrigin: string;
  /** The path below which the application is mounted, `""` or such as `"/app"`. */
  readonly mount: string;
}

/** Rewrites one page, given in the pieces in which it came; gives the pieces of the output. */
export type Rewrite = (pieces: readonly Buffer[]) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;

/** What each module of this folder that adapts an engine exports as `prepare`: all that is done once for many pages. */
export type Prepare = (task: Task) => Rewrite;
