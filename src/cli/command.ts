import type { Arguments, OptionTable } from "./arguments.ts";
import type { Io } from "./io.ts";

/** An argument that is not an option. */
export interface Operand {
  readonly name: string;
  readonly about: string;
}

/** One command of the program. */
export interface Command {
  /** Usage lines, without the program's name. */
  readonly usage: readonly string[];
  /** One line. */
  readonly about: string;
  /** In order. Default none. */
  readonly operands?: readonly Operand[];
  readonly options: OptionTable;
  /** Command line, without the program's name → what it does. */
  readonly examples: Readonly<Record<string, string>>;
  /** Lines at the end of its help. */
  readonly notes?: readonly string[];
  /** @returns the exit code */
  run(args: Arguments, io: Io): Promise<number>;
}
