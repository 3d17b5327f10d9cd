export interface NginxToken {
  readonly kind: "word" | "{" | "}" | ";" | "unclosed";
  /** Of a word, without quotes and escapes. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** The tokens of nginx.conf. A quote that is not closed ends them. */
export function* nginxTokens(text: string): Generator<NginxToken> {
  let line = 1;
  let rest = 0;
  while (rest < text.length) {
    TOKEN.lastIndex = rest;
    const match = TOKEN.exec(text);
    if (!match) return;
    const [found = "", space = "", mark, double, single, word] = match;
    line += linesIn(space);
    rest += found.length;
    if (mark) yield { kind: mark as "{" | "}" | ";", text: mark, line };
    else if (word !== undefined) yield { kind: "word", text: word, line };
    else if ((double ?? single) !== undefined)
      yield { kind: "word", text: (double ?? single ?? "").replace(ESCAPED, "$1"), line };
    else if (rest < text.length) return yield { kind: "unclosed", text: "", line };
    line += linesIn(found) - linesIn(space);
  }
}

/** White space and comments, then a mark, a string, or a word: in one, `${x}` is no block and `\;` no end. */
const TOKEN =
  /((?:\s|#.*)*)(?:([{};])|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|((?:\$\{|\\[\s\S]|[^\s{};"'#\\])(?:\$\{[^}]*\}|\\[\s\S]|[^\s{};])*))?/y;
const ESCAPED = /\\(["'\\])/g;

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
