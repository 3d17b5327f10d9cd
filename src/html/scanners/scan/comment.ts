import type { TokenHandler } from "../scanner.ts";
import { DASH, EXCLAMATION, GREATER_THAN } from "./chars.ts";
import type { Section } from "./section.ts";

const COMMENT_START = 0;
const COMMENT_START_DASH = 1;
const COMMENT = 2;
const COMMENT_END_DASH = 3;
const COMMENT_END = 4;
const COMMENT_END_BANG = 5;

/** The number of chars of a closing delimiter that have been read, by state. */
const UNDECIDED = [0, 1, 0, 1, 2, 3] as const;

/** The text after `<!--`, up to `-->` or `--!>`; `<!-->` and `<!--->` are empty comments. */
export class Comment implements Section {
  readonly endTagName = "";
  readonly #handler: TokenHandler;
  /** Offset of the unreported content. */
  #start: number;
  #state = COMMENT_START;

  constructor(handler: TokenHandler, start: number) {
    this.#handler = handler;
    this.#start = start;
  }

  get undecided(): number {
    return UNDECIDED[this.#state]!;
  }

  read(text: string, from: number, base: number): number {
    let i = from;
    while (i < text.length) {
      if (this.#state === COMMENT) {
        const dashes = text.indexOf("--", i);
        if (dashes < 0) {
          this.#state = text.endsWith("-") ? COMMENT_END_DASH : COMMENT;
          break;
        }
        i = dashes + 2;
        this.#state = COMMENT_END;
        continue;
      }
      const code = text.charCodeAt(i++);
      if (code === GREATER_THAN && this.#state !== COMMENT_END_DASH) {
        this.#report(base + i - 1 - this.undecided);
        this.#handler.commentEnd(base + i);
        return i;
      }
      this.#state = this.#next(code);
    }
    this.#report(base + text.length - this.undecided);
    return -1;
  }

  end(): void {}

  /** The state after a char that does not close the comment. */
  #next(code: number): number {
    const state = this.#state;
    if (code === DASH) {
      if (state === COMMENT_START) return COMMENT_START_DASH;
      return state === COMMENT_END_BANG ? COMMENT_END_DASH : COMMENT_END;
    }
    return code === EXCLAMATION && state === COMMENT_END ? COMMENT_END_BANG : COMMENT;
  }

  #report(end: number): void {
    if (end <= this.#start) return;
    this.#handler.comment(this.#start, end);
    this.#start = end;
  }
}

/** The text after `<!`, `<?` or `</` that begins no other token, up to `>`. */
export class BogusComment implements Section {
  readonly endTagName = "";
  readonly undecided = 0;
  readonly #handler: TokenHandler;
  #start: number;

  constructor(handler: TokenHandler, start: number) {
    this.#handler = handler;
    this.#start = start;
  }

  read(text: string, from: number, base: number): number {
    const index = text.indexOf(">", from);
    const end = base + (index < 0 ? text.length : index);
    if (end > this.#start) this.#handler.comment(this.#start, end);
    this.#start = end;
    if (index < 0) return -1;
    this.#handler.commentEnd(end + 1);
    return index + 1;
  }

  end(): void {}
}
