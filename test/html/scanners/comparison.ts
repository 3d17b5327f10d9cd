import type { Attribute, Token } from "./tokens.ts";

/**
 * Tokens with all their offsets as lines that parse5 can be held against: it keeps the first of duplicate attributes
 * only, and leaves out a line feed after `pre`, so line feeds in texts do not count.
 */
export function comparable(source: string, tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => comparableToken(source, token));
}

/** The tags alone: `<3-7` and `</9-13` with their offsets. */
export function tagsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ type, start, end }) => {
    if (type === "startTag") return `<${start}-${end}`;
    return type === "endTag" ? `</${start}-${end}` : [];
  });
}

function comparableToken(source: string, token: Token): string | string[] {
  const { type, start, end } = token;
  switch (type) {
    case "startTag": {
      const attributes = firstOfDuplicates(source, token.attributes).map((attribute) => Object.values(attribute));
      return `<${start}-${token.nameEnd} ${attributes.join(" ")} ${token.selfClosing} ${end}`;
    }
    case "endTag":
      return `</${start} ${token.nameStart}-${token.nameEnd} ${end}`;
    case "comment":
      return `comment ${start}-${end} ${token.closed}`;
    case "text":
      return lines(source, start, end).map((line) => `${token.kind} ${line}`);
  }
}

function firstOfDuplicates(source: string, attributes: readonly Attribute[]): Attribute[] {
  const first = new Map<string, Attribute>();
  for (const attribute of attributes) {
    const name = asciiLowerCase(source.slice(attribute.nameStart, attribute.nameEnd)).replaceAll("\0", "\ufffd");
    if (!first.has(name)) first.set(name, attribute);
  }
  return [...first.values()];
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function lines(source: string, start: number, end: number): string[] {
  return [...source.slice(start, end).matchAll(/[^\r\n]+/g)].map(
    ({ 0: line, index }) => `${start + index}-${start + index + line.length}`,
  );
}
