/** The texts that a pattern matches, and the number of its groups. */
export interface Alternatives {
  readonly texts: readonly string[];
  readonly groups: number;
}

/**
 * The texts that a regular expression without repetition matches: two for `(www\.)?example\.com`. An unescaped dot is read
 * as a literal dot, because authors of host patterns mean that.
 *
 * @returns undefined for any other pattern, and for one that matches more than 64 texts
 */
export function alternatives(pattern: string): Alternatives | undefined {
  if (pattern.length > MAX_PATTERN_CHARS) return undefined;
  const reader = new PatternReader(pattern);
  const texts = reader.choice();
  return texts && reader.isAtEnd ? { texts, groups: reader.groups } : undefined;
}

const MAX_PATTERN_CHARS = 1000;
const MAX_TEXTS = 64;

class PatternReader {
  groups = 0;
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#pattern.length;
  }

  /** Branches with `|` between them. */
  choice(): string[] | undefined {
    const texts = this.#branch();
    while (texts && this.#take("|")) {
      const more = this.#branch();
      if (!more || texts.length + more.length > MAX_TEXTS) return undefined;
      texts.push(...more);
    }
    return texts;
  }

  #branch(): string[] | undefined {
    let texts = [""];
    while (!this.isAtEnd && !"|)".includes(this.#next)) {
      const item = this.#item();
      if (!item) return undefined;
      if (this.#take("?")) item.push("");
      if (texts.length * item.length > MAX_TEXTS) return undefined;
      texts = texts.flatMap((text) => item.map((end) => text + end));
    }
    return texts;
  }

  /** A character or a group. */
  #item(): string[] | undefined {
    if (this.#take("(")) return this.#group();
    if (this.#take("\\")) return /^[^a-z0-9]$/i.test(this.#next) ? [this.#char()] : undefined;
    return "[]{}*+?^$".includes(this.#next) ? undefined : [this.#char()];
  }

  #group(): string[] | undefined {
    const capture = /^(?:\?P?<\w+>|(?!\?))/.exec(this.#pattern.slice(this.#at));
    if (capture) {
      this.groups++;
      this.#at += capture[0].length;
    } else if (!this.#take("?:")) return undefined;
    const texts = this.choice();
    return this.#take(")") ? texts : undefined;
  }

  get #next(): string {
    return this.#pattern[this.#at] ?? "";
  }

  #char(): string {
    return this.#pattern[this.#at++] as string;
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}
