import type { TextKind, TokenHandler } from "../scanner.ts";
import { endsTagName, SLASH } from "./chars.ts";
import type { Section } from "./section.ts";

/** The text of an element that only its own end tag ends. */
export class RawText implements Section {
  readonly endTagName: string;
  readonly #handler: TokenHandler;
  readonly #kind: TextKind;
  /** Offset of the unreported text. */
  #start: number;
  /** The number of chars of `</name` that have been read. */
  #matched = 0;

  constructor(handler: TokenHandler, start: number, endTagName: string, kind: TextKind) {
    this.#handler = handler;
    this.#start = start;
    this.endTagName = endTagName;
    this.#kind = kind;
  }

  get undecided(): number {
    return this.#matched;
  }

  read(text: string, from: number, base: number): number {
    const endTagLength = this.endTagName.length + 2;
    let i = from;
    while (i < text.length) {
      if (this.#matched === 0) {
        const index = text.indexOf("</", i);
        if (index < 0) {
          this.#matched = text.endsWith("<") ? 1 : 0;
          break;
        }
        this.#matched = 2;
        i = index + 2;
        continue;
      }
      const code = text.charCodeAt(i);
      if (this.#matched === endTagLength && endsTagName(code)) {
        this.#report(base + i - endTagLength);
        return i;
      }
      if (this.#continues(code)) {
        this.#matched++;
        i++;
      } else this.#matched = 0;
    }
    this.#report(base + text.length - this.#matched);
    return -1;
  }

  end(): void {
    this.#report(this.#start + this.#matched);
  }

  #continues(code: number): boolean {
    if (this.#matched === 1) return code === SLASH;
    // `| 0x20` maps only letters to lower-case letters; past the name's end, this compares with NaN.
    return (code | 0x20) === this.endTagName.charCodeAt(this.#matched - 2);
  }

  #report(end: number): void {
    if (end <= this.#start) return;
    this.#handler.text(this.#start, end, this.#kind);
    this.#start = end;
  }
}
