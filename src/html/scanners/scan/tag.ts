import { detached } from "../../../detached.ts";
import type { TokenHandler } from "../scanner.ts";
import {
  DOUBLE_QUOTE,
  EQUALS,
  GREATER_THAN,
  SINGLE_QUOTE,
  SLASH,
  skipAttributeName,
  skipTagName,
  skipUnquotedValue,
  skipWhiteSpace,
} from "./chars.ts";
import { SPECIAL_NAMES } from "./special-names.ts";

const TAG_NAME = 0;
const BEFORE_ATTRIBUTE_NAME = 1;
const ATTRIBUTE_NAME = 2;
const AFTER_ATTRIBUTE_NAME = 3;
const BEFORE_ATTRIBUTE_VALUE = 4;
const ATTRIBUTE_VALUE_DOUBLE_QUOTED = 5;
const ATTRIBUTE_VALUE_SINGLE_QUOTED = 6;
const ATTRIBUTE_VALUE_UNQUOTED = 7;
const SELF_CLOSING_START_TAG = 8;

/** The start or end tag that is being read, from its name on. It may be split anywhere. All offsets are absolute. */
export class Tag {
  nameStart = 0;
  nameEnd = 0;
  selfClosing = false;
  #state = TAG_NAME;
  #initial = 0;
  /** The text of the tag before the last piece, and its offset; the offset of the piece when there is no such text. */
  #head = "";
  #textStart = 0;
  /** Four offsets for each attribute, in the order of `TokenHandler.attribute`; those from `#count` on are stale. */
  #spans: number[] = [];
  #count = 0;

  /** @param initial the char code of the name's first letter */
  open(nameStart: number, initial: number): void {
    this.nameStart = nameStart;
    this.selfClosing = false;
    this.#state = TAG_NAME;
    this.#initial = initial;
    this.#head = "";
    this.#count = 0;
  }

  /** Begins an end tag whose name was already read. */
  openAfterName(nameStart: number, nameEnd: number): void {
    this.open(nameStart, 0);
    this.nameEnd = nameEnd;
    this.#state = BEFORE_ATTRIBUTE_NAME;
  }

  /**
   * Continues at `text[from]`; `base` is the offset of `text[0]`.
   * @returns the index after the tag's `>`, or -1 when the text ends first.
   */
  read(text: string, from: number, base: number): number {
    if (this.#head === "") this.#textStart = base;
    const length = text.length;
    const spans = this.#spans;
    let state = this.#state;
    let count = this.#count;
    let i = from;
    if (state === TAG_NAME) {
      i = skipTagName(text, i);
      if (i === length) {
        this.#keep(text, from);
        return -1;
      }
      this.nameEnd = base + i;
      if (text.charCodeAt(i) === GREATER_THAN) return i + 1;
      state = BEFORE_ATTRIBUTE_NAME;
    }
    // Each round reads one attribute. A tag that was split continues in the middle of one.
    for (;;) {
      if (state === BEFORE_ATTRIBUTE_NAME) {
        i = skipWhiteSpace(text, i);
        if (i === length) break;
        const code = text.charCodeAt(i);
        if (code === GREATER_THAN) {
          this.#count = count;
          return i + 1;
        }
        if (code === SLASH) state = SELF_CLOSING_START_TAG;
        else {
          spans[count] = base + i;
          state = ATTRIBUTE_NAME;
        }
        i++;
      }
      if (state === ATTRIBUTE_NAME) {
        i = skipAttributeName(text, i);
        if (i === length) break;
        spans[count + 1] = base + i;
        if (text.charCodeAt(i) === EQUALS) {
          state = BEFORE_ATTRIBUTE_VALUE;
          i++;
        } else state = AFTER_ATTRIBUTE_NAME;
      }
      if (state === AFTER_ATTRIBUTE_NAME) {
        i = skipWhiteSpace(text, i);
        if (i === length) break;
        if (text.charCodeAt(i) === EQUALS) {
          state = BEFORE_ATTRIBUTE_VALUE;
          i++;
        } else {
          spans[count + 2] = spans[count + 3] = spans[count + 1]!;
          count += 4;
          state = BEFORE_ATTRIBUTE_NAME;
          continue;
        }
      }
      if (state === BEFORE_ATTRIBUTE_VALUE) {
        i = skipWhiteSpace(text, i);
        if (i === length) break;
        const code = text.charCodeAt(i);
        if (code === GREATER_THAN) {
          spans[count + 2] = spans[count + 3] = spans[count + 1]!;
          count += 4;
          state = BEFORE_ATTRIBUTE_NAME;
          continue;
        }
        if (code === DOUBLE_QUOTE) state = ATTRIBUTE_VALUE_DOUBLE_QUOTED;
        else if (code === SINGLE_QUOTE) state = ATTRIBUTE_VALUE_SINGLE_QUOTED;
        else state = ATTRIBUTE_VALUE_UNQUOTED;
        if (state !== ATTRIBUTE_VALUE_UNQUOTED) i++;
        spans[count + 2] = base + i;
      }
      if (state === SELF_CLOSING_START_TAG) {
        if (i === length) break;
        this.selfClosing = text.charCodeAt(i) === GREATER_THAN;
        state = BEFORE_ATTRIBUTE_NAME;
        continue;
      }
      if (state === ATTRIBUTE_VALUE_UNQUOTED) {
        i = skipUnquotedValue(text, i);
        if (i === length) break;
        spans[count + 3] = base + i;
      } else {
        const quote = text.indexOf(state === ATTRIBUTE_VALUE_DOUBLE_QUOTED ? '"' : "'", i);
        if (quote < 0) break;
        spans[count + 3] = base + quote;
        i = quote + 1;
      }
      count += 4;
      state = BEFORE_ATTRIBUTE_NAME;
    }
    this.#state = state;
    this.#count = count;
    this.#keep(text, from);
    return -1;
  }

  /** Keeps the unfinished tag's text for the next piece. */
  #keep(text: string, from: number): void {
    if (this.#head === "") this.#textStart += from;
    this.#head += detached(text.slice(from));
  }

  /** The name in lower case; `last` is the piece that the tag ended in. */
  name(last: string): string {
    return this.#slice(last, this.nameStart, this.nameEnd).toLowerCase();
  }

  /** The name in lower case, if it is one of {@link SPECIAL_NAMES}; otherwise "". */
  specialName(last: string): string {
    if (!SPECIAL_NAMES.mayHave(this.nameEnd - this.nameStart, this.#initial)) return "";
    const name = this.name(last);
    return SPECIAL_NAMES.has(name) ? name : "";
  }

  /** The raw value of the first attribute of this name (in lower case); undefined if there is none. */
  attribute(last: string, name: string): string | undefined {
    const spans = this.#spans;
    for (let i = 0; i < this.#count; i += 4) {
      const found = this.#slice(last, spans[i]!, spans[i + 1]!).toLowerCase();
      if (found === name) return this.#slice(last, spans[i + 2]!, spans[i + 3]!);
    }
    return undefined;
  }

  reportAttributes(handler: TokenHandler): void {
    const spans = this.#spans;
    for (let i = 0; i < this.#count; i += 4) {
      handler.attribute(spans[i]!, spans[i + 1]!, spans[i + 2]!, spans[i + 3]!);
    }
  }

  #slice(last: string, start: number, end: number): string {
    return (this.#head + last).slice(start - this.#textStart, end - this.#textStart);
  }
}
