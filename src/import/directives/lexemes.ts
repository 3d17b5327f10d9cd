/** A piece of a configuration between white space and comments. */
export interface Lexeme<Kind extends string> {
  /** The name of the matching group; "end" after the last lexeme, "unknown" for a rest that no group matches. */
  readonly kind: Kind | "end" | "unknown";
  /** The text that the group captured. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a text into lexemes. `#` begins a comment.
 *
 * @param token a sticky pattern. Each alternative is a group named after a kind.
 */
export function* lexemes<Kind extends string>(text: string, token: RegExp): Generator<Lexeme<Kind>> {
  let line = 1;
  let start = 0;
  for (;;) {
    const space = matchAt(text, start, SPACE)?.[0] ?? "";
    line += breaksIn(space);
    start += space.length;
    if (start === text.length) return yield { kind: "end", text: "", line, start, end: start };
    const match = matchAt(text, start, token);
    const [kind, found] = Object.entries(match?.groups ?? {}).find(([, group]) => group !== undefined) ?? [];
    const whole = match?.[0] ?? text.slice(start);
    const end = start + whole.length;
    yield { kind: (kind as Kind) ?? "unknown", text: found ?? whole, line, start, end };
    line += breaksIn(whole);
    start = end;
  }
}

const SPACE = /(?:\s|#[^\n]*(?:\n|$))*/y;

function matchAt(text: string, at: number, sticky: RegExp): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

function breaksIn(text: string): number {
  return text.split("\n").length - 1;
}
