import { type Lexeme, lexemes } from "../directives/lexemes.ts";
import { type Directive, excerpt, MAX_DEPTH, type Problem } from "../directives/statement.ts";

/** `key = value`, or a condition. A condition's name is its field, such as `$HTTP["host"]`; its value is the operand. */
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
 * Parses the syntax of lighttpd.conf (https://redmine.lighttpd.net/projects/lighttpd/wiki/Docs_Configuration). Parsing stops
 * at an invalid line. Variables are replaced by their values.
 */
export function parseLighttpd(text: string, problems: Problem[]): LighttpdDirective[] {
  const parser = new Parser(text);
  try {
    return parser.statements("end");
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    problems.push({ line: error.line, message: error.message });
    return [];
  }
}

type Kind = "double" | "single" | "comparison" | "assignment" | "mark" | "word";
type Token = Lexeme<Kind>;

/** Only quotes are escaped, so patterns need no escaping. */
const TOKEN =
  /"(?<double>(?:[^"\\]|\\[\s\S])*)"|'(?<single>(?:[^'\\]|\\[\s\S])*)'|(?<comparison>[=!][=~]|=[$^])|(?<assignment>\+=|:=|=(?!>))|(?<mark>=>|[$[\]{}(),+])|(?<word>[\w.-]+)/y;

class Unexpected extends Error {
  readonly line: number;

  /** @param last the token before it */
  constructor({ kind, text, line }: Token, expected: string, last?: Token) {
    const isEnd = kind === "end";
    super(`expected ${expected}, found ${isEnd ? "the end of the file" : `"${excerpt(text)}"`}`);
    this.line = isEnd && last ? last.line : line;
  }
}

/** A kind of token, or the text of a mark. */
type Expected = Kind | "string" | "end" | "$" | "[" | "]" | "{" | "}" | "(" | ")" | "," | "=>" | "+";

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #variables = new Map<string, LighttpdValue>();
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...lexemes<Kind>(text, TOKEN)];
  }

  /** @param last the token that ends the statements; a brace for those of a block */
  statements(last: "}" | "end"): LighttpdDirective[] {
    const statements: LighttpdDirective[] = [];
    while (!this.#is(last)) {
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

  #condition(first: Token, lead: string): LighttpdDirective {
    const { text: group } = this.#expect("word", "HTTP or SERVER");
    this.#expect("[", "[");
    const { text: field } = this.#expect("string", "the name of a field");
    this.#expect("]", "]");
    const { text: operator } = this.#expect("comparison", "a comparison");
    return this.#section(first, { name: `${lead}$${group}["${field}"]`, operator, value: this.#expression() });
  }

  #section(first: Token, head: Omit<LighttpdDirective, "line" | "text" | "block">): LighttpdDirective {
    const section = this.#finished(first, head);
    this.#expect("{", "{");
    return { ...section, block: this.#nested(() => this.statements("}")) };
  }

  #finished(first: Token, head: Omit<LighttpdDirective, "line" | "text">): LighttpdDirective {
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
    if (this.#take("(")) return this.#nested(() => this.#entries());
    if (this.#take("string")) return token.text.replace(/\\(["'])/g, "$1");
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

  #nested<T>(read: () => T): T {
    if (this.#depth === MAX_DEPTH) throw new Unexpected(this.#next, `at most ${MAX_DEPTH} blocks inside each other`);
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  get #next(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as Token;
  }

  #is(expected: Expected): boolean {
    const { kind, text } = this.#next;
    if (expected === "string") return kind === "double" || kind === "single";
    return kind === "mark" ? text === expected : kind === expected;
  }

  #take(expected: Expected): boolean {
    const isNext = this.#is(expected);
    if (isNext) this.#at++;
    return isNext;
  }

  #expect(what: Expected, expected: string): Token {
    const token = this.#next;
    if (!this.#take(what)) throw new Unexpected(token, expected, this.#tokens[this.#at - 1]);
    return token;
  }
}

function joined(a: LighttpdValue, b: LighttpdValue): LighttpdValue {
  return typeof a === "object" && typeof b === "object" ? [...a, ...b] : `${a}${b}`;
}
