import { type Directive, excerpt, MAX_DEPTH, type Problem } from "../directives/statement.ts";

/** A directive or a section. Names are in lower case; `<Location /app>` has the name `<location>`. */
export interface ApacheDirective extends Directive<ApacheDirective> {
  readonly args: readonly string[];
}

/**
 * Parses the syntax of httpd.conf (https://httpd.apache.org/docs/2.4/configuring.html#syntax). Variables that the file
 * itself defines are replaced by their values.
 */
export function parseApache(text: string, problems: Problem[]): ApacheDirective[] {
  const reader = new SectionReader(problems);
  for (const line of logicalLines(text)) reader.read(line);
  return reader.end();
}

/** A line with its continuation lines, without comments. */
interface Line {
  readonly line: number;
  readonly content: string;
}

class SectionReader {
  readonly #problems: Problem[];
  readonly #top: ApacheDirective[] = [];
  readonly #open: { readonly name: string; readonly line: number; readonly block: ApacheDirective[] }[] = [];
  readonly #variables = new Map<string, string>();

  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  read({ line, content }: Line): void {
    const closing = /^<\/\s*([\w-]+)\s*>$/.exec(content)?.[1];
    const section = /^<\s*([\w-]+)(?![\w-])(.*)>$/s.exec(content);
    const [, name = "", rest = ""] = section ?? /^(\S+)(.*)$/s.exec(content) ?? [];
    const args = splitArguments(expand(rest, this.#variables));
    const text = excerpt(content);
    if (closing !== undefined) this.#close(closing.toLowerCase(), line);
    else if (name.startsWith("<")) this.#problems.push({ line, message: `"${text}" does not end with >` });
    else if (!args) this.#problems.push({ line, message: `"${text}" holds a quote that is never closed` });
    else if (section) this.#enter({ name: name.toLowerCase(), args, line, text });
    else this.#add({ name: name.toLowerCase(), args, line, text });
  }

  end(): ApacheDirective[] {
    for (const { name, line } of this.#open) this.#problems.push({ line, message: `<${name}> is never closed` });
    return this.#top;
  }

  #add(directive: ApacheDirective): void {
    (this.#open.at(-1)?.block ?? this.#top).push(directive);
    const [variable, value = ""] = directive.args;
    if (directive.name === "define" && variable) this.#variables.set(variable, value);
  }

  #enter({ name, line, ...rest }: ApacheDirective): void {
    const block: ApacheDirective[] = [];
    if (this.#open.length < MAX_DEPTH) this.#add({ ...rest, name: `<${name}>`, line, block });
    else this.#problems.push({ line, message: `expected at most ${MAX_DEPTH} sections inside each other` });
    this.#open.push({ name, line, block });
  }

  #close(name: string, line: number): void {
    const last = this.#open.at(-1);
    if (last?.name !== name) {
      const expected = last ? `expected </${last.name}> for line ${last.line}` : "no section is open";
      this.#problems.push({ line, message: `unexpected </${name}>, ${expected}` });
    }
    const index = this.#open.findLastIndex((section) => section.name === name);
    if (index !== -1) this.#open.splice(index);
  }
}

/** Joins lines that end in a backslash with the next. */
function* logicalLines(text: string): Generator<Line> {
  let content = "";
  let start = 0;
  const physical = text.split(/\r?\n/);
  for (const [i, part] of physical.entries()) {
    if (content === "") start = i + 1;
    const isContinued = part.endsWith("\\") && i + 1 < physical.length;
    content += isContinued ? `${part.slice(0, -1)} ` : part;
    if (isContinued) continue;
    const trimmed = content.trim();
    if (trimmed !== "" && !trimmed.startsWith("#")) yield { line: start, content: trimmed };
    content = "";
  }
}

/** Splits plain and quoted words; undefined if a quote is not closed. */
function splitArguments(text: string): string[] | undefined {
  const args: string[] = [];
  let rest = text.trimStart();
  while (rest !== "") {
    const quoted = /^(["'])((?:(?!\1)[^\\]|\\.)*)\1/.exec(rest);
    if (!quoted && /^["']/.test(rest)) return undefined;
    const word = quoted ?? /^\S+/.exec(rest);
    args.push(quoted ? (quoted[2] as string).replace(/\\(["'\\])/g, "$1") : (word?.[0] as string));
    rest = rest.slice(word?.[0].length).trimStart();
  }
  return args;
}

function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([^${}]*)\}/g, (whole, name) => variables.get(name) ?? whole);
}
