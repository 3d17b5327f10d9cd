import type { TokenHandler } from "../scanner.ts";
import { DOUBLE_QUOTE, EQUALS, endsTagName, GREATER_THAN, isWhiteSpace, SINGLE_QUOTE, SLASH } from "./chars.ts";
import { specialNameAt } from "./special-names.ts";

const TAG_NAME = 0;
const BEFORE_ATTRIBUTE_NAME = 1;
const ATTRIBUTE_NAME = 2;
const AFTER_ATTRIBUTE_NAME = 3;
const BEFORE_ATTRIBUTE_VALUE = 4;
const ATTRIBUTE_VALUE_DOUBLE_QUOTED = 5;
const ATTRIBUTE_VALUE_SINGLE_QUOTED = 6;
const ATTRIBUTE_VALUE_UNQUOTED = 7;
const SELF_CLOSING_START_TAG = 8;

/** The tag that is being read, start or end, from its name on. All offsets are absolute. */
export class Tag {
  nameStart = 0;
  nameEnd = 0;
  selfClosing = false;
  #state = TAG_NAME;
  /** The pieces that the tag was read from, and the offset of their first char. */
  #text = "";
  #textStart = 0;
  /** Four offsets for each attribute, as `TokenHandler.attribute` takes them; those from `#count` on are stale. */
  #spans: number[] = [];
  #count = 0;

  /** Begins a tag whose name starts at this offset. */
  open(nameStart: number): void {
    this.nameStart = nameStart;
    this.selfClosing = false;
    this.#state = TAG_NAME;
    this.#text = "";
    this.#count = 0;
  }

  /** Begins a tag whose name has been read. */
  openAfterName(nameStart: number, nameEnd: number): void {
    this.open(nameStart);
    this.nameEnd = nameEnd;
    this.#state = BEFORE_ATTRIBUTE_NAME;
  }

  /**
   * Reads on from `text[from]`; `base` is the offset of `text[0]`.
   * @returns the index after the tag's `>`, or -1 when the text ends first.
   */
  read(text: string, from: number, base: number): number {
    if (this.#text === "") {
      this.#text = text;
      this.#textStart = base;
    } else this.#text += text;
    const length = text.length;
    const spans = this.#spans;
    let state = this.#state;
    let count = this.#count;
    let i = from;
    while (i < length) {
      let c = text.charCodeAt(i);
      switch (state) {
        case TAG_NAME:
          while (c > GREATER_THAN || !endsTagName(c)) {
            if (++i === length) break;
            c = text.charCodeAt(i);
          }
          if (i < length) {
            this.nameEnd = base + i;
            state = BEFORE_ATTRIBUTE_NAME;
          }
          break;
        case BEFORE_ATTRIBUTE_NAME:
          if (c === GREATER_THAN) {
            this.#count = count;
            return i + 1;
          }
          if (c === SLASH) state = SELF_CLOSING_START_TAG;
          else if (!isWhiteSpace(c)) {
            spans[count] = base + i;
            state = ATTRIBUTE_NAME;
          }
          i++;
          break;
        case ATTRIBUTE_NAME:
          while (c > GREATER_THAN || (c !== EQUALS && !endsTagName(c))) {
            if (++i === length) break;
            c = text.charCodeAt(i);
          }
          if (i < length) {
            spans[count + 1] = base + i;
            if (c === EQUALS) {
              state = BEFORE_ATTRIBUTE_VALUE;
              i++;
            } else state = AFTER_ATTRIBUTE_NAME;
          }
          break;
        case AFTER_ATTRIBUTE_NAME:
          if (isWhiteSpace(c)) i++;
          else if (c === EQUALS) {
            state = BEFORE_ATTRIBUTE_VALUE;
            i++;
          } else {
            spans[count + 2] = spans[count + 3] = spans[count + 1]!;
            count += 4;
            state = BEFORE_ATTRIBUTE_NAME;
          }
          break;
        case BEFORE_ATTRIBUTE_VALUE:
          if (isWhiteSpace(c)) i++;
          else if (c === DOUBLE_QUOTE) {
            spans[count + 2] = base + ++i;
            state = ATTRIBUTE_VALUE_DOUBLE_QUOTED;
          } else if (c === SINGLE_QUOTE) {
            spans[count + 2] = base + ++i;
            state = ATTRIBUTE_VALUE_SINGLE_QUOTED;
          } else if (c === GREATER_THAN) {
            spans[count + 2] = spans[count + 3] = spans[count + 1]!;
            count += 4;
            state = BEFORE_ATTRIBUTE_NAME;
          } else {
            spans[count + 2] = base + i;
            state = ATTRIBUTE_VALUE_UNQUOTED;
          }
          break;
        case ATTRIBUTE_VALUE_DOUBLE_QUOTED:
        case ATTRIBUTE_VALUE_SINGLE_QUOTED: {
          const quote = text.indexOf(state === ATTRIBUTE_VALUE_DOUBLE_QUOTED ? '"' : "'", i);
          if (quote < 0) i = length;
          else {
            spans[count + 3] = base + quote;
            count += 4;
            i = quote + 1;
            state = BEFORE_ATTRIBUTE_NAME;
          }
          break;
        }
        case ATTRIBUTE_VALUE_UNQUOTED:
          while (c > GREATER_THAN || (c !== GREATER_THAN && !isWhiteSpace(c))) {
            if (++i === length) break;
            c = text.charCodeAt(i);
          }
          if (i < length) {
            spans[count + 3] = base + i;
            count += 4;
            state = BEFORE_ATTRIBUTE_NAME;
          }
          break;
        case SELF_CLOSING_START_TAG:
          if (c === GREATER_THAN) {
            this.selfClosing = true;
            this.#count = count;
            return i + 1;
          }
          state = BEFORE_ATTRIBUTE_NAME;
          break;
      }
    }
    this.#state = state;
    this.#count = count;
    return -1;
  }

  /** The name in lower case. */
  name(): string {
    return this.#slice(this.nameStart, this.nameEnd).toLowerCase();
  }

  /** The name, if it is one that changes how the input is read on; "" if not. */
  specialName(): string {
    return specialNameAt(this.#text, this.nameStart - this.#textStart, this.nameEnd - this.#textStart);
  }

  /** The raw value of the first attribute of this name (in lower case); undefined if there is none. */
  attribute(name: string): string | undefined {
    const spans = this.#spans;
    for (let i = 0; i < this.#count; i += 4) {
      if (this.#slice(spans[i]!, spans[i + 1]!).toLowerCase() === name)
        return this.#slice(spans[i + 2]!, spans[i + 3]!);
    }
    return undefined;
  }

  reportAttributes(handler: TokenHandler): void {
    const spans = this.#spans;
    for (let i = 0; i < this.#count; i += 4) {
      handler.attribute(spans[i]!, spans[i + 1]!, spans[i + 2]!, spans[i + 3]!);
    }
  }

  #slice(start: number, end: number): string {
    return this.#text.slice(start - this.#textStart, end - this.#textStart);
  }
}
