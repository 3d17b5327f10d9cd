export interface LighttpdToken {
  readonly kind: "string" | "word" | "assignment" | "comparison" | "end" | "unknown" | Mark;
  /** Of a string, without quotes and escapes. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

type Mark = "$" | "[" | "]" | "{" | "}" | "(" | ")" | "," | "=>" | "+";

/** The tokens of lighttpd.conf, "end" last. Only `\"` is an escape, so that patterns can be written as they are. */
export function* lighttpdTokens(text: string): Generator<LighttpdToken> {
  let line = 1;
  let start = 0;
  while (start < text.length) {
    SPACE.lastIndex = start;
    const space = SPACE.exec(text)?.[0] ?? "";
    line += linesIn(space);
    start += space.length;
    TOKEN.lastIndex = start;
    const [whole = text.slice(start), double, single, comparison, assignment, mark, word] = TOKEN.exec(text) ?? [];
    const string = (double ?? single)?.replace(/\\(["'])/g, "$1");
    const end = start + whole.length;
    const place = { line, start, end };
    if (string !== undefined) yield { kind: "string", text: string, ...place };
    else if (comparison) yield { kind: "comparison", text: comparison, ...place };
    else if (assignment) yield { kind: "assignment", text: assignment, ...place };
    else if (mark) yield { kind: mark as Mark, text: mark, ...place };
    else if (word) yield { kind: "word", text: word, ...place };
    else if (whole !== "") yield { kind: "unknown", text: whole, ...place };
    line += linesIn(whole);
    start = end;
  }
  yield { kind: "end", text: "", line, start, end: start };
}

const SPACE = /(?:\s|#.*)*/y;
const TOKEN =
  /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([=!][=~]|=[$^])|(\+=|:=|=(?!>))|(=>|[$[\]{}(),+])|([\w.-]+)/y;

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
