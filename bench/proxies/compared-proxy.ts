/** Where a proxy stands in a run. */
export interface Setup {
  /** The application's port on the loopback interface. */
  readonly originPort: number;
  /** Where the proxy listens, on the loopback interface. */
  readonly port: number;
  /** For its files; removed after the run. */
  readonly directory: string;
}

export interface Command {
  /** A program by its name; one that is not installed makes the proxy absent. */
  readonly program: string;
  readonly args: readonly string[];
}

/** One proxy of the comparison. */
export interface ComparedProxy {
  readonly name: string;
  /** What it makes of a page: what it was, what is expected to the byte, or that with its markup written anew. */
  readonly pages: "as they are" | "rewritten" | "reserialized";
  /** The resources that it is measured with, by their names. Default: all. */
  readonly resources?: readonly string[];
  /** Writes its files, if it has any, and says how it is started. */
  prepare(setup: Setup): Promise<Command> | Command;
}
