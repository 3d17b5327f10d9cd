import { type Lexeme, lexemes } from "../directives/lexemes.ts";
import { type Directive, excerpt, MAX_DEPTH, type Problem } from "../directives/statement.ts";

export interface NginxDirective extends Directive<NginxDirective> {
  readonly args: readonly string[];
}

/**
 * Parses the syntax of nginx.conf (https://nginx.org/en/docs/beginners_guide.html#conf_structure). Parsing stops at an
 * invalid line.
 */
export function parseNginx(text: string, problems: Problem[]): NginxDirective[] {
  const top: NginxDirective[] = [];
  const open: { readonly section: NginxDirective; readonly block: NginxDirective[] }[] = [];
  let words: Token[] = [];
  for (const token of lexemes<Kind>(text, TOKEN)) {
    if (token.kind !== "mark" && token.kind !== "end" && token.kind !== "unknown") {
      words.push(token);
      continue;
    }
    const problem = problemOf(token, words, open.at(-1)?.section) ?? tooDeep(token, open.length);
    if (problem) problems.push(problem);
    if (problem || token.kind === "end") break;
    if (token.text === "}") open.pop();
    else {
      const directive = toDirective(words);
      const block: NginxDirective[] = [];
      const section = { ...directive, block };
      (open.at(-1)?.block ?? top).push(token.text === "{" ? section : directive);
      if (token.text === "{") open.push({ section, block });
    }
    words = [];
  }
  return top;
}

type Kind = "mark" | "double" | "single" | "word";
type Token = Lexeme<Kind>;

/** Within a word, `${x}` does not begin a block, and `\;` does not end a directive. */
const TOKEN =
  /(?<mark>[{};])|"(?<double>(?:[^"\\]|\\[\s\S])*)"|'(?<single>(?:[^'\\]|\\[\s\S])*)'|(?<word>(?:\$\{\w*\}|\\[\s\S]|[^\s{};"'\\])(?:\$\{\w*\}|\\(?:[\s\S]|$)|[^\s{};\\])*)/y;

/** Why a mark or the end of the file is wrong after some words. */
function problemOf(
  { kind, text, line }: Token,
  words: readonly Token[],
  section?: NginxDirective,
): Problem | undefined {
  const [first] = words;
  if (kind === "unknown") return { line, message: `cannot read "${excerpt(text)}"` };
  if (first && (kind === "end" || text === "}"))
    return { line: first.line, message: `expected ; after "${describe(words)}"` };
  if (kind === "end") return section && { line: section.line, message: `"${section.text} {" is never closed` };
  if (text === "}" ? !section : !first) return { line, message: `unexpected "${text}"` };
  return undefined;
}

function tooDeep({ text, line }: Token, depth: number): Problem | undefined {
  if (text !== "{" || depth < MAX_DEPTH) return undefined;
  return { line, message: `expected at most ${MAX_DEPTH} blocks inside each other` };
}

function toDirective(words: readonly Token[]): NginxDirective {
  const [name = "", ...args] = words.map(({ text }) => text.replace(/\\(["'\\])/g, "$1"));
  return { name, args, line: words[0]?.line ?? 0, text: describe(words) };
}

function describe(words: readonly Token[]): string {
  return excerpt(words.map(({ text }) => text).join(" "));
}
