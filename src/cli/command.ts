import type { Arguments, OptionTable } from "./arguments.ts";
import type { Io } from "./io.ts";

/** One command of the program. */
export interface Command {
  /** Its ways of being called, without the program's name. */
  readonly usage: readonly string[];
  /** One line. */
  readonly about: string;
  /** The argument that is no option; a command without takes none. */
  readonly operand?: { readonly name: string; readonly about: string };
  readonly options: OptionTable;
  /** Command line, without the program's name → what it does. */
  readonly examples: Readonly<Record<string, string>>;
  /** Paragraphs at the end of its help. */
  readonly notes?: readonly string[];
  /** @returns the exit code */
  run(args: Arguments, io: Io): Promise<number>;
}
