import type { YAMLError } from "yaml";

/** What is wrong with a text that is no YAML, or names a key twice. */
export function syntaxMessage({ code, message, pos: [start] }: YAMLError, text: string): string {
  return code === "DUPLICATE_KEY" ? `${/^[^\s:]*/.exec(text.slice(start))} is given twice` : message;
}
