import { countBefore } from "../survey/count-before.ts";

export interface Position {
  /** From 1. */
  readonly line: number;
  /** In chars, from 1. */
  readonly column: number;
}

/** Lines and columns in a latin1 view of UTF-8. Ask for offsets in ascending order: that is cheap. */
export class Positions {
  readonly #text: string;
  readonly #lineStarts: number[] = [0];
  #latest = { offset: 0, line: 1, column: 1 };

  constructor(text: string) {
    this.#text = text;
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) this.#lineStarts.push(index + lineBreak.length);
  }

  at(offset: number): Position {
    const line = countBefore(this.#lineStarts, offset + 1, (start) => start);
    const isFurther = line === this.#latest.line && offset >= this.#latest.offset;
    const from = isFurther ? this.#latest : { offset: this.#lineStarts[line - 1] as number, column: 1 };
    const column = from.column + readable(this.#text.slice(from.offset, offset)).length;
    this.#latest = { offset, line, column };
    return { line, column };
  }
}

/** Decodes a latin1 view of UTF-8. */
export function readable(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString();
}
