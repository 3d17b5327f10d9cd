import type { OptionTable } from "./arguments.ts";
import type { Command } from "./command.ts";

/** The help of one command. */
export function commandHelp(command: Command, common: OptionTable): string {
  const { usage, about, operands = [], options, examples, notes = [] } = command;
  return [
    usage.map((line, i) => `${i === 0 ? "Usage:" : "      "} reorigin ${line}`).join("\n"),
    `${capitalized(about)}.`,
    operands.length > 0 &&
      section(
        operands.length === 1 ? "Argument" : "Arguments",
        operands.map(({ name, about }) => [name, about]),
      ),
    section("Options", optionRows({ ...options, ...common })),
    section(
      "Examples",
      Object.entries(examples).map(([line, meaning]) => [`reorigin ${line}`, meaning]),
    ),
    notes.join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}

/** The help of the whole program. */
export function programHelp(commands: Readonly<Record<string, Command>>, common: OptionTable): string {
  return `${[
    "reorigin is a reverse proxy for web applications that nobody can change.\nIt rewrites every URL that names their internal origin to the public one.",
    section(
      "Usage",
      Object.values(commands).flatMap(({ usage }) => usage.map((line): Row => [`reorigin ${line}`, ""])),
    ),
    section(
      "Commands",
      Object.entries(commands).map(([name, { about }]) => [name, about]),
    ),
    section("Options", optionRows(common)),
    section("Exit codes", EXIT_CODES),
    "Run reorigin COMMAND --help for the options of one command.",
  ].join("\n\n")}\n`;
}

type Row = readonly [term: string, meaning: string];

const EXIT_CODES: readonly Row[] = [
  ["0", "success"],
  ["1", "failure at run time, or a check that failed"],
  ["2", "wrong usage or configuration"],
];

function optionRows(options: OptionTable): Row[] {
  return Object.entries(options).map(([name, { value, short, about, isList, isRequired }]) => {
    const remarks = [isRequired && "required", isList && "may be repeated"].filter(Boolean).join(", ");
    return [
      `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`,
      `${about}${remarks && `; ${remarks}`}`,
    ];
  });
}

/** A heading and two columns. The meaning of a wide term goes on the next line. */
function section(heading: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([term]) => term.length).filter((length) => length <= TERM_WIDTH), 0);
  const lines = rows.map(([term, meaning]) => {
    if (meaning === "") return `  ${term}`;
    return term.length <= width ? `  ${term.padEnd(width)}  ${meaning}` : `  ${term}\n      ${meaning}`;
  });
  return [`${heading}:`, ...lines].join("\n");
}

const TERM_WIDTH = 28;

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
