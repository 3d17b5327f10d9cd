import { parseArgs } from "node:util";

export interface Option {
  /** Placeholder for the value in the help text, in capitals. Default: the option has no value. */
  readonly value?: string;
  readonly about: string;
  readonly default?: string;
}

export interface CommandLine<Name extends string> {
  readonly operands: readonly string[];
  option(name: Name): string | undefined;
  /** The value of an option that takes a whole number from 1. */
  count(name: Name): number;
  /** Whether an option without a value is given. */
  has(name: Name): boolean;
}

/** Reads the command line of a benchmark. Exits after `--help`, and with status 2 for an invalid command line. */
export function readCommandLine<Name extends string>(
  usage: string,
  options: Readonly<Record<Name, Option>>,
): CommandLine<Name> {
  const { values, operands, wantsHelp } = parsed(options);
  if (wantsHelp) {
    process.stdout.write(help(usage, options));
    process.exit(0);
  }
  const option = (name: Name) => {
    const value = values[name] ?? options[name].default;
    return typeof value === "string" ? value : undefined;
  };
  const count = (name: Name) => {
    const value = option(name);
    if (!/^[1-9]\d*$/.test(value ?? "")) fail(`Cannot use "--${name} ${value}": it is no whole number from 1`);
    return Number(value);
  };
  return { operands, option, count, has: (name) => values[name] === true };
}

function parsed(options: Readonly<Record<string, Option>>) {
  const types = Object.entries(options).map(
    ([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }] as const,
  );
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { ...Object.fromEntries(types), help: { type: "boolean", short: "h" } },
    });
    const { help: wantsHelp = false, ...rest } = values;
    return { wantsHelp, values: rest as Readonly<Record<string, string | boolean | undefined>>, operands: positionals };
  } catch (error) {
    return fail((error as Error).message);
  }
}

function help(usage: string, options: Readonly<Record<string, Option>>): string {
  const lines = Object.entries(options).map(([name, { value = "", about, default: fallback }]) => {
    const suffix = fallback === undefined ? "" : ` (default: ${fallback})`;
    return `  ${`--${name} ${value}`.trimEnd().padEnd(18)}${about}${suffix}\n`;
  });
  return `Usage: ${usage}\n\nOptions:\n${lines.join("")}`;
}

/** Prints what is wrong with the command line, and exits. */
export function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
