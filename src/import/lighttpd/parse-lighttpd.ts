import { type Directive, excerpt, type Problem } from "../statement.ts";
import { type LighttpdToken, lighttpdTokens } from "./lighttpd-tokens.ts";

/** `key = value`, or a condition: its name is its field, `$HTTP["host"]`, its value what the field is compared with. */
export interface LighttpdDirective extends Directive<LighttpdDirective> {
  /** `=`, `+=`, `:=`, or a comparison: `==`, `=~`, … */
  readonly operator: string;
  readonly value: LighttpdValue;
}

export type LighttpdValue = string | number | readonly LighttpdEntry[];

export interface LighttpdEntry {
  readonly key?: string;
  readonly value: LighttpdValue;
}

/**
 * Reads the syntax of lighttpd.conf (https://redmine.lighttpd.net/projects/lighttpd/wiki/Docs_Configuration). What follows
 * a line that cannot be read is not looked at. Variables are put in where they are used.
 */
export function parseLighttpd(text: string, problems: Problem[]): LighttpdDirective[] {
  const parser = new Parser(text);
  try {
    return parser.statements(false);
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    problems.push({ line: error.line, message: error.message });
    return [];
  }
}

class Unexpected extends Error {
  readonly line: number;

  constructor({ text, line }: LighttpdToken, expected: string) {
    super(`expected ${expected}, found ${text === "" ? "the end of the file" : `"${excerpt(text)}"`}`);
    this.line = line;
  }
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly LighttpdToken[];
  readonly #variables = new Map<string, LighttpdValue>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...lighttpdTokens(text)];
  }

  /** @param isInside of a block, which a brace ends */
  statements(isInside: boolean): LighttpdDirective[] {
    const statements: LighttpdDirective[] = [];
    while (!this.#is(isInside ? "}" : "end")) {
      const statement = this.#statement();
      if (!statement.name.startsWith("var.")) statements.push(statement);
    }
    this.#at++;
    return statements;
  }

  #statement(): LighttpdDirective {
    const first = this.#next;
    if (this.#take("$")) return this.#condition(first, "");
    const { text: name } = this.#expect("word", "a setting or a condition");
    if (name === "else" && this.#take("$")) return this.#condition(first, "else ");
    if (name === "else" || name === "global") return this.#section(first, { name, operator: "", value: "" });
    if (name === "include" || name === "include_shell")
      return this.#finished(first, { name, operator: "", value: this.#expression() });
    const { text: operator } = this.#expect("assignment", "=");
    const value = this.#expression();
    const before = operator === "+=" ? this.#variables.get(name) : undefined;
    this.#variables.set(name, before === undefined ? value : joined(before, value));
    return this.#finished(first, { name, operator, value });
  }

  #condition(first: LighttpdToken, lead: string): LighttpdDirective {
    const { text: group } = this.#expect("word", "HTTP or SERVER");
    this.#expect("[", "[");
    const { text: field } = this.#expect("string", "the name of a field");
    this.#expect("]", "]");
    const { text: operator } = this.#expect("comparison", "a comparison");
    return this.#section(first, { name: `${lead}$${group}["${field}"]`, operator, value: this.#expression() });
  }

  #section(first: LighttpdToken, head: Omit<LighttpdDirective, "line" | "text" | "block">): LighttpdDirective {
    const section = this.#finished(first, head);
    this.#expect("{", "{");
    return { ...section, block: this.statements(true) };
  }

  #finished(first: LighttpdToken, head: Omit<LighttpdDirective, "line" | "text">): LighttpdDirective {
    const end = this.#tokens[this.#at - 1]?.end ?? first.end;
    return { ...head, line: first.line, text: excerpt(this.#text.slice(first.start, end)) };
  }

  #expression(): LighttpdValue {
    let value = this.#value();
    while (this.#take("+")) value = joined(value, this.#value());
    return value;
  }

  #value(): LighttpdValue {
    const token = this.#next;
    if (this.#take("(")) return this.#entries();
    if (this.#take("string")) return token.text;
    this.#expect("word", "a value");
    if (/^\d+$/.test(token.text)) return Number(token.text);
    return this.#variables.get(token.text) ?? this.#variables.get(`var.${token.text}`) ?? `\${${token.text}}`;
  }

  #entries(): LighttpdEntry[] {
    const entries: LighttpdEntry[] = [];
    while (!this.#take(")")) {
      const value = this.#expression();
      entries.push(this.#take("=>") ? { key: String(value), value: this.#expression() } : { value });
      if (!this.#is(")")) this.#expect(",", ", or )");
    }
    return entries;
  }

  get #next(): LighttpdToken {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as LighttpdToken;
  }

  #is(kind: LighttpdToken["kind"]): boolean {
    return this.#next.kind === kind;
  }

  #take(kind: LighttpdToken["kind"]): boolean {
    const isNext = this.#is(kind);
    if (isNext) this.#at++;
    return isNext;
  }

  #expect(kind: LighttpdToken["kind"], expected: string): LighttpdToken {
    const token = this.#next;
    if (!this.#take(kind)) throw new Unexpected(token, expected);
    return token;
  }
}

function joined(a: LighttpdValue, b: LighttpdValue): LighttpdValue {
  return typeof a === "object" && typeof b === "object" ? [...a, ...b] : `${a}${b}`;
}
