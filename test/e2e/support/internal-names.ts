/** What is left of an internal name, with the text around it. */
export interface Leak {
  readonly where: string;
  readonly context: string;
}

const CONTEXT_CHARS = 60;

/**
 * Every place where a text names an internal host, in whatever form its punctuation is written; neither a longer name
 * (`wiki.internal.example`) nor another port of the host is one.
 */
export function findInternalName(text: string, origin: string, where: string): Leak[] {
  const { hostname, port } = new URL(origin);
  const colon = String.raw`(?::|%(?:25)*3A|&#58;|&#x3A;|&colon;|\\u003A|\\3A ?)`;
  const name = new RegExp(
    String.raw`(?:(?<![\w.-])|(?<=%(?:25)*2F|u002F))${hostname.replaceAll(".", "\\.")}(?!\.?[\w-])(?!${colon}(?!${port}\b)\d)`,
    "gi",
  );
  return Array.from(text.matchAll(name), ({ index }) => ({
    where,
    context: text.slice(Math.max(index - CONTEXT_CHARS, 0), index + hostname.length + CONTEXT_CHARS),
  }));
}
