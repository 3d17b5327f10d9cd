import type { TextWindow } from "../html/window/text-window.ts";

type Kind = "cdata" | "comment" | "other";

const MARKS: readonly { readonly kind: Kind; readonly opening: string; readonly closing: string }[] = [
  { kind: "cdata", opening: "<![CDATA[", closing: "]]>" },
  { kind: "comment", opening: "<!--", closing: "-->" },
  { kind: "other", opening: "", closing: "" },
];

/** An incomplete XML token that passes because it is too long to be held back. */
export class UnfinishedToken {
  readonly start: number;
  readonly kind: Kind;
  readonly #closing: string;
  #passed: number;

  /** @param window must still contain the beginning of the token */
  constructor(start: number, window: TextWindow) {
    const head = window.slice(start, window.end);
    const { kind, opening, closing } = MARKS.find((mark) => head.startsWith(mark.opening)) as (typeof MARKS)[number];
    this.start = start;
    this.kind = kind;
    this.#closing = closing;
    this.#passed = start + opening.length;
  }

  /** Passes everything that has come, except a possible part of the closing mark. @returns the offsets of what passes */
  pass(window: TextWindow): { start: number; end: number } {
    const start = this.#passed;
    let end = window.end;
    for (let i = 1; i < this.#closing.length && end > start && window.charAt(end - 1) === this.#closing[0]; i++) end--;
    this.#passed = end;
    return { start, end };
  }
}
