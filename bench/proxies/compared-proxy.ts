/** The environment of a proxy in a run. */
export interface Setup {
  /** The application's port on the loopback interface. */
  readonly originPort: number;
  /** The proxy's own port on the loopback interface. */
  readonly port: number;
  /** A directory for its files, removed after the run. */
  readonly directory: string;
}

export interface Command {
  /** The program's name. If it is not installed, the proxy is left out. */
  readonly program: string;
  readonly args: readonly string[];
}

/** One proxy of the comparison. */
export interface ComparedProxy {
  readonly name: string;
  /** Its output for a page: unchanged, exactly as expected, or as expected in newly serialized markup. */
  readonly pages: "as they are" | "rewritten" | "reserialized";
  /** Names of the resources that it is measured with. Default: all. */
  readonly resources?: readonly string[];
  /** Writes its files, if any, and returns the command that starts it. */
  prepare(setup: Setup): Promise<Command> | Command;
}
