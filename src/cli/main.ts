import { readFileSync } from "node:fs";
import { hintFor, type OptionTable, parseArguments, usage } from "./arguments.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { demo } from "./demo.ts";
import { describeError, EXIT_FINE, exitCodeOf } from "./exit-codes.ts";
import { explain } from "./explain.ts";
import { health } from "./health.ts";
import { commandHelp, programHelp } from "./help.ts";
import { importCommand } from "./import.ts";
import type { Io } from "./io.ts";
import { rewrite } from "./rewrite.ts";
import { serve } from "./serve.ts";

const COMMANDS = { serve, rewrite, explain, check, health, import: importCommand, demo } as const satisfies Record<
  string,
  Command
>;

/** Options of every command. */
const COMMON: OptionTable = {
  help: { about: "print this help", short: "h" },
  version: { about: "print the version", short: "V" },
};

/**
 * Runs the program.
 *
 * @param argv the arguments, without the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    io.stderr.write(describeError(error));
    return exitCodeOf(error);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first = ""] = argv;
  const isNamed = Object.hasOwn(COMMANDS, first);
  const command: Command = isNamed ? COMMANDS[first as keyof typeof COMMANDS] : serve;
  const args = parseArguments(isNamed ? argv.slice(1) : argv, { ...command.options, ...COMMON });
  if (args.options.has("help"))
    return print(isNamed ? commandHelp(command, COMMON) : programHelp(COMMANDS, COMMON), io);
  if (args.options.has("version")) return print(`${version()}\n`, io);
  const [operand] = args.operands;
  if (!isNamed && operand !== undefined && !operand.includes("://")) throw unknownCommand(operand);
  checkOperands(args.operands, command.operands?.length ?? 0);
  return command.run(args, io);
}

function checkOperands(operands: readonly string[], expected: number): void {
  const extra = operands[expected];
  const last = operands[expected - 1];
  if (extra === undefined) return;
  throw usage(`unexpected argument "${extra}"${last === undefined ? "" : ` after "${last}"`}`);
}

function print(text: string, io: Io): number {
  io.stdout.write(text);
  return EXIT_FINE;
}

function version(): string {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
}

function unknownCommand(name: string): Error {
  const names = Object.keys(COMMANDS);
  const hint = hintFor(name, names) || operandHint(name);
  return usage(`unknown command "${name}"${hint || `; expected ${names.join(", ")} or an http URL`}`);
}

/** For what is no command, but nearly something else. */
function operandHint(text: string): string {
  if (text === "help") return " (did you mean --help?)";
  if (/\.(?:ya?ml|json)$/.test(text)) return ` (did you mean --config ${text}?)`;
  return /^[\w-]+(?:\.[\w-]+)*(?:[.:]\w+)(?:\/|$)/.test(text) ? ` (did you mean http://${text}?)` : "";
}
