import type { TokenHandler } from "../scanner.ts";
import { DASH, endsTagName, GREATER_THAN, LESS_THAN } from "./chars.ts";
import type { Section } from "./section.ts";

const SCRIPT_DATA = 0;
const ESCAPED = 1;
const DOUBLE_ESCAPED = 2;

/** The marks that count in each state, in lower case. */
const MARKS = [["</script", "<!--"], ["</script", "<script"], ["</script"]] as const;

/**
 * The text of a script. `<!--` escapes it up to `-->`. Within that, `<script` escapes it doubly, so that its `</script>`
 * does not end the text (https://html.spec.whatwg.org/multipage/parsing.html#script-data-state).
 */
export class ScriptData implements Section {
  readonly endTagName = "script";
  readonly #handler: TokenHandler;
  /** Offset of the unreported text. */
  #start: number;
  #state = SCRIPT_DATA;
  /** The part of a mark that has been read. */
  #mark = "";
  /** The number of dashes right before, at most two; counted only while escaped. */
  #dashes = 0;

  constructor(handler: TokenHandler, start: number) {
    this.#handler = handler;
    this.#start = start;
  }

  get undecided(): number {
    return this.#state === DOUBLE_ESCAPED ? 0 : this.#mark.length;
  }

  read(text: string, from: number, base: number): number {
    let i = from;
    while (i < text.length) {
      if (this.#mark === "") i = this.#readText(text, i);
      else if (this.#extendMark(text.charAt(i))) i++;
      else if (endsTagName(text.charCodeAt(i)) && this.#endsText()) {
        this.#report(base + i - this.#mark.length);
        return i;
      } else this.#mark = "";
    }
    this.#report(base + text.length - this.undecided);
    return -1;
  }

  end(): void {
    this.#report(this.#start + this.undecided);
  }

  /** Reads up to and including the next `<`, or only one char where the script is escaped. */
  #readText(text: string, from: number): number {
    let i = from;
    if (this.#state === SCRIPT_DATA) {
      const index = text.indexOf("<", i);
      if (index < 0) return text.length;
      i = index;
    }
    const code = text.charCodeAt(i);
    if (code === LESS_THAN) this.#mark = "<";
    else if (code === GREATER_THAN && this.#dashes === 2) this.#state = SCRIPT_DATA;
    this.#dashes = code === DASH ? Math.min(this.#dashes + 1, 2) : 0;
    return i + 1;
  }

  #extendMark(char: string): boolean {
    const mark = this.#mark + char.toLowerCase();
    if (!MARKS[this.#state]!.some((known) => known.startsWith(mark))) return false;
    this.#mark = mark;
    if (mark === "<!--") {
      this.#state = ESCAPED;
      this.#dashes = 2;
      this.#mark = "";
    }
    return true;
  }

  /** Whether the mark that was read ends the text. Others begin or end the double escape. */
  #endsText(): boolean {
    if (this.#mark === "</script") {
      if (this.#state !== DOUBLE_ESCAPED) return true;
      this.#state = ESCAPED;
    } else if (this.#mark === "<script") this.#state = DOUBLE_ESCAPED;
    return false;
  }

  #report(end: number): void {
    if (end <= this.#start) return;
    this.#handler.text(this.#start, end, "script");
    this.#start = end;
  }
}
