import { type Directive, excerpt, type Problem } from "../statement.ts";

/** A directive, or a section: `<Location /app>` is one of the name `<location>`. Names are in lower case. */
export interface ApacheDirective extends Directive<ApacheDirective> {
  readonly args: readonly string[];
}

/**
 * Reads the syntax of httpd.conf (https://httpd.apache.org/docs/2.4/configuring.html#syntax). Variables that the file
 * itself defines are put in.
 */
export function parseApache(text: string, problems: Problem[]): ApacheDirective[] {
  const top: ApacheDirective[] = [];
  const open: { name: string; line: number; block: ApacheDirective[] }[] = [];
  const variables = new Map<string, string>();
  for (const { line, content } of logicalLines(text)) {
    const block = open.at(-1)?.block ?? top;
    const closing = /^<\/\s*([\w-]+)\s*>$/.exec(content);
    if (closing) {
      const section = open.pop();
      if (section?.name !== closing[1]?.toLowerCase()) {
        problems.push({
          line,
          message: `unexpected ${content}, ${section ? `expected </${section.name}>` : "no section is open"}`,
        });
        return top;
      }
      continue;
    }
    const opening = /^<\s*([\w-]+)\s*(.*)>$/.exec(content);
    const [, word = "", rest = ""] = opening ?? /^(\S+)\s*(.*)$/.exec(content) ?? [];
    if (word.startsWith("<")) problems.push({ line, message: `"${excerpt(content)}" does not end with >` });
    const args = splitArguments(expand(rest, variables));
    if (!args) problems.push({ line, message: `a quote in "${excerpt(content)}" is never closed` });
    const directive = { name: word.toLowerCase(), args: args ?? [], line, text: excerpt(content) };
    if (opening) {
      const inner: ApacheDirective[] = [];
      block.push({ ...directive, name: `<${directive.name}>`, block: inner });
      open.push({ name: directive.name, line, block: inner });
    } else {
      block.push(directive);
      const [name, value = ""] = directive.args;
      if (directive.name === "define" && name) variables.set(name, value);
    }
  }
  problems.push(...open.map(({ name, line }) => ({ line, message: `<${name}> is never closed` })));
  return top;
}

/** Lines without comments; those that end in a backslash go on in the next. */
function* logicalLines(text: string): Generator<{ line: number; content: string }> {
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

/** Words, or quoted ones; undefined when a quote is not closed. */
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
  return text.replace(/\$\{([^}]*)\}/g, (whole, name) => variables.get(name) ?? whole);
}
