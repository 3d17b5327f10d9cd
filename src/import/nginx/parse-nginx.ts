import { type Directive, excerpt, type Problem } from "../statement.ts";
import { type NginxToken, nginxTokens } from "./nginx-tokens.ts";

export interface NginxDirective extends Directive<NginxDirective> {
  readonly args: readonly string[];
}

/**
 * Reads the syntax of nginx.conf (https://nginx.org/en/docs/beginners_guide.html#conf_structure). What follows a line that
 * cannot be read is not looked at.
 */
export function parseNginx(text: string, problems: Problem[]): NginxDirective[] {
  const top: NginxDirective[] = [];
  const open: { statement: NginxDirective; block: NginxDirective[] }[] = [];
  let words: NginxToken[] = [];
  for (const token of nginxTokens(text)) {
    const block = open.at(-1)?.block ?? top;
    const [first, ...others] = words;
    if (token.kind === "word") {
      words.push(token);
      continue;
    }
    const isMisplaced = token.kind === "}" ? first !== undefined || open.length === 0 : first === undefined;
    if (token.kind === "unclosed" || isMisplaced) {
      const expected = first && token.kind === "}" ? `, expected ; after "${describe(words)}"` : "";
      problems.push({
        line: first?.line ?? token.line,
        message: token.kind === "unclosed" ? `a quote is never closed` : `unexpected "${token.kind}"${expected}`,
      });
      return top;
    }
    if (token.kind === "}") open.pop();
    else if (first) {
      const { text: name, line } = first;
      const statement = { name, args: others.map((word) => word.text), line, text: describe(words) };
      const inner: NginxDirective[] = [];
      block.push(token.kind === "{" ? { ...statement, block: inner } : statement);
      if (token.kind === "{") open.push({ statement, block: inner });
    }
    words = [];
  }
  if (words[0]) problems.push({ line: words[0].line, message: `expected ; after "${describe(words)}"` });
  problems.push(
    ...open.map(({ statement: { line, text: section } }) => ({ line, message: `"${section} {" is never closed` })),
  );
  return top;
}

function describe(words: readonly NginxToken[]): string {
  return excerpt(words.map(({ text }) => text).join(" "));
}
