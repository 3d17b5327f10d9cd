import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { parse } from "acorn";

/** A regular expression and where it comes from. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

/** Every regular expression literal of the files, each once. */
export function literalPatterns(glob: string): Pattern[] {
  const patterns = new Map<string, Pattern>();
  for (const file of globSync(glob)) {
    parse(stripTypeScriptTypes(readFileSync(file, "utf8")), {
      ecmaVersion: "latest",
      sourceType: "module",
      locations: true,
      onToken: ({ type, loc, ...token }) => {
        if (type.label !== "regexp" || !("value" in token)) return;
        const { pattern: source, flags } = token.value as { pattern: string; flags: string };
        patterns.set(`/${source}/${flags}`, { source, flags, where: `${file}:${loc?.start.line}` });
      },
    });
  }
  return [...patterns.values()];
}

/** Every regular expression that is put together of strings while an action runs. */
export async function builtPatterns(action: () => Promise<unknown>): Promise<Pattern[]> {
  const patterns: Pattern[] = [];
  const Original = globalThis.RegExp;
  class Recorded extends Original {
    constructor(pattern: string | RegExp, flags?: string) {
      super(pattern, flags);
      // Node's own modules build some for themselves.
      const caller = new Error().stack?.split("\n").find((line) => line.includes("/src/"));
      if (caller) patterns.push({ source: this.source, flags: this.flags, where: caller.trim() });
    }
  }
  globalThis.RegExp = Recorded as RegExpConstructor;
  try {
    await action();
  } finally {
    globalThis.RegExp = Original;
  }
  return patterns;
}
