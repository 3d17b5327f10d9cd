import type { TextWindow } from "../html/window/text-window.ts";

type Kind = "cdata" | "comment" | "other";

const MARKS: readonly { readonly kind: Kind; readonly opening: string; readonly closing: string }[] = [
  { kind: "cdata", opening: "<![CDATA[", closing: "]]>" },
  { kind: "comment", opening: "<!--", closing: "-->" },
  { kind: "other", opening: "", closing: "" },
];

/** A token of XML that passes though it is not complete, because it is too long to be kept. */
export class UnfinishedToken {
  readonly start: number;
  readonly kind: Kind;
  readonly #closing: string;
  #passed: number;

  /** @param window where the token's beginning still is */
  constructor(start: number, window: TextWindow) {
    const head = window.slice(start, window.end);
    const { kind, opening, closing } = MARKS.find((mark) => head.startsWith(mark.opening)) as (typeof MARKS)[number];
    this.start = start;
    this.kind = kind;
    this.#closing = closing;
    this.#passed = start + opening.length;
  }

  /** Lets all pass that is there, without what may be a part of the closing mark; tells from where to where. */
  pass(window: TextWindow): { start: number; end: number } {
    const start = this.#passed;
    let end = window.end;
    for (let i = 1; i < this.#closing.length && end > start && window.charAt(end - 1) === this.#closing[0]; i++) end--;
    this.#passed = end;
    return { start, end };
  }
}
