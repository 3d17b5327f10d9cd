/** Lines and columns of a text in a latin1 view of UTF-8. */
export class Positions {
  readonly #text: string;
  readonly #lineStarts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) this.#lineStarts.push(index + lineBreak.length);
  }

  /** Both from 1; columns count chars. */
  at(offset: number): { readonly line: number; readonly column: number } {
    const line = this.#lineAt(offset);
    const before = this.#text.slice(this.#lineStarts[line - 1], offset);
    return { line, column: readable(before).length + 1 };
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** A latin1 view of UTF-8 as the text that it is. */
export function readable(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString();
}
