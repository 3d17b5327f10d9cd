import { isSpace } from "../ascii.ts";
import { shifted, type ValueRewriter } from "../value.ts";
import { escaped, QUOTED_ESCAPES } from "./escapes.ts";

/** The rewriter of the string with a name. Names are in lower case; "" is for strings without one. */
export type NamedRules = Readonly<Record<string, ValueRewriter>>;

/**
 * The quoted strings of a field value, such as `main="/reports"` or `retry; allowed-origin="https://a.example"`.
 *
 * Structured fields (RFC 9651), challenges and other parameters (RFC 9110 section 5.6.6) all quote alike.
 *
 * @param otherwise for strings with any other name. Default: they stay.
 */
export function quotedStrings(rules: NamedRules, otherwise?: ValueRewriter): ValueRewriter {
  return (value, scope, splice) => {
    for (const { name, start, end } of findQuoted(value)) {
      const rule = ruleOf(rules, name) ?? otherwise;
      if (rule) escaped(QUOTED_ESCAPES, rule)(value.slice(start, end), scope, shifted(splice, start));
    }
  };
}

export function ruleOf(rules: NamedRules, name: string): ValueRewriter | undefined {
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}

/** A quoted string: offsets without the quotes, and the name before its equals sign. */
export interface Quoted {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function* findQuoted(value: string): Generator<Quoted> {
  for (let quote = value.indexOf('"'); quote !== -1; ) {
    const found = readQuoted(value, quote);
    if (!found) return;
    yield found;
    quote = value.indexOf('"', found.end + 1);
  }
}

/** Reads the string that begins at `quote`; undefined when it does not end. */
export function readQuoted(value: string, quote: number): Quoted | undefined {
  const start = quote + 1;
  for (let end = start; end < value.length; end++) {
    if (value[end] === '"') return { name: nameBefore(value, quote), start, end };
    if (value[end] === "\\") end++;
  }
  return undefined;
}

function nameBefore(value: string, quote: number): string {
  let end = quote;
  while (end > 0 && isSpace(value.charCodeAt(end - 1))) end--;
  if (value[end - 1] !== "=") return "";
  end--;
  while (end > 0 && isSpace(value.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && !isNameEnd(value.charCodeAt(start - 1))) start--;
  return value.slice(start, end).toLowerCase();
}

/** White space, quote, comma, semicolon, equals sign, parenthesis. */
function isNameEnd(c: number): boolean {
  return c <= 0x22 || c === 0x28 || c === 0x29 || c === 0x2c || c === 0x3b || c === 0x3d;
}
