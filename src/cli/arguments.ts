import { parseArgs } from "node:util";
import { nearest } from "../config/nearest.ts";
import { ReoriginError } from "../errors.ts";

/** An option of a command. */
export interface Option {
  /** The name of its value in help; a flag has none. */
  readonly value?: string;
  readonly about: string;
  readonly short?: string;
  /** May be given several times. */
  readonly isList?: boolean;
  readonly isRequired?: boolean;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
}

export type OptionTable = Readonly<Record<string, Option>>;

/** A parsed command line. */
export interface Arguments {
  /** The arguments that are not options. */
  readonly operands: readonly string[];
  /** Option → its values in order, "" for a flag. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/**
 * Parses a command line. Options and operands may be mixed.
 *
 * @throws {ReoriginError} ERR_USAGE, naming the option and the value.
 */
export function parseArguments(argv: readonly string[], table: OptionTable): Arguments {
  const operands: string[] = [];
  const options = new Map<string, readonly string[]>();
  for (const token of tokensOf(argv, table)) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (!option) throw usage(`unknown option ${token.rawName}${hintFor(token.rawName, Object.keys(table))}`);
    const earlier = options.get(token.name) ?? [];
    const value = readValue(token, option);
    if (earlier.length > 0 && option.value && !option.isList) {
      throw usage(`option ${token.rawName} is given twice: "${earlier[0]}" and "${value}"`);
    }
    options.set(token.name, [...earlier, value]);
  }
  return { operands, options };
}

/** @throws {ReoriginError} ERR_USAGE if a required option is missing. */
export function requireOptions({ options }: Arguments, table: OptionTable): void {
  for (const [name, { value, isRequired }] of Object.entries(table)) {
    if (isRequired && !options.has(name)) throw usage(`option --${name} ${value} is missing`);
  }
}

/** The end of a message about a misspelled name. */
export function hintFor(name: string, candidates: readonly string[]): string {
  const dashes = /^-*/.exec(name)?.[0] ?? "";
  const near = nearest(name.slice(dashes.length), candidates);
  return near ? ` (did you mean ${dashes}${near}?)` : "";
}

export function usage(message: string): ReoriginError {
  return new ReoriginError("ERR_USAGE", message);
}

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, { kind: "option" }>;

/** Not strict: the messages of strict parsing suggest nothing. */
function tokensOf(argv: readonly string[], table: OptionTable) {
  const options = Object.entries(table).map(([name, { value, short }]) => {
    const type = value ? ("string" as const) : ("boolean" as const);
    return [name, short ? { type, short } : { type }];
  });
  return parseArgs({
    args: [...argv],
    options: Object.fromEntries(options) as Record<string, { type: "string" | "boolean" }>,
    strict: false,
    tokens: true,
  }).tokens;
}

function readValue({ rawName, value, inlineValue }: OptionToken, option: Option): string {
  if (!option.value) {
    if (value !== undefined) throw usage(`option ${rawName} takes no value, found "${value}"`);
    return "";
  }
  const isNextOption = inlineValue === false && /^-./.test(value ?? "");
  if (value === undefined || value === "" || isNextOption)
    throw usage(`option ${rawName} needs a value: ${option.value}`);
  if (option.choices && !option.choices.includes(value)) {
    throw usage(`option ${rawName}: expected one of ${option.choices.join(", ")}, found "${value}"`);
  }
  return value;
}
