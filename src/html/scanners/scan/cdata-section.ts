import type { TokenHandler } from "../scanner.ts";
import { GREATER_THAN, RIGHT_BRACKET } from "./chars.ts";
import type { Section } from "./section.ts";

/** The text after `<![CDATA[`, up to `]]>`. */
export class CdataSection implements Section {
  readonly endTagName = "";
  readonly #handler: TokenHandler;
  /** Offset of the unreported text. */
  #start: number;
  /** The number of brackets at the end of what was read, at most two. */
  #brackets = 0;

  constructor(handler: TokenHandler, start: number) {
    this.#handler = handler;
    this.#start = start;
  }

  get undecided(): number {
    return this.#brackets;
  }

  read(text: string, from: number, base: number): number {
    let i = from;
    while (i < text.length) {
      const code = text.charCodeAt(i);
      if (code === RIGHT_BRACKET) {
        this.#brackets = Math.min(this.#brackets + 1, 2);
        i++;
      } else if (code === GREATER_THAN && this.#brackets === 2) {
        this.#report(base + i - 2);
        return i + 1;
      } else {
        const index = text.indexOf("]", i);
        this.#brackets = 0;
        i = index < 0 ? text.length : index;
      }
    }
    this.#report(base + text.length - this.#brackets);
    return -1;
  }

  end(): void {
    this.#report(this.#start + this.#brackets);
  }

  #report(end: number): void {
    if (end <= this.#start) return;
    this.#handler.text(this.#start, end, "cdata");
    this.#start = end;
  }
}
