import { detached } from "../../detached.ts";
import { JsonPath } from "./path.ts";

/** Takes the positions of strings: offsets in the current piece of text, quotes excluded. */
export interface JsonHandler {
  /** A string begins. It is a member's name if `path.expectsName`. */
  stringStart(start: number, path: JsonPath): void;
  /** The string ends; it may have begun in an earlier piece. A member's name is already in the path. */
  stringEnd(end: number, path: JsonPath): void;
}

/** Finds the strings of JSON texts (RFC 8259), piece by piece. Text that is not JSON causes no error. */
export class JsonScanner {
  readonly #handler: JsonHandler;
  readonly #path = new JsonPath();
  #inString = false;
  /** Whether the string so far ends with a backslash that escapes the next char. */
  #isEscaping = false;
  #name = "";

  constructor(handler: JsonHandler) {
    this.#handler = handler;
  }

  write(text: string): void {
    let at = 0;
    while (at < text.length) at = this.#inString ? this.#readString(text, at) : this.#readPunctuation(text, at);
  }

  #readPunctuation(text: string, at: number): number {
    for (; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char !== QUOTE) {
        this.#path.punctuate(char);
        continue;
      }
      this.#inString = true;
      this.#name = "";
      this.#handler.stringStart(at + 1, this.#path);
      return at + 1;
    }
    return at;
  }

  #readString(text: string, at: number): number {
    const end = this.#findQuote(text, at);
    if (this.#path.expectsName && this.#name.length < LONGEST_NAME) {
      this.#name += detached(text.slice(at, Math.min(end, at + LONGEST_NAME)));
    }
    if (end === text.length) return end;
    this.#inString = false;
    if (this.#path.expectsName) this.#path.enter(this.#name);
    this.#handler.stringEnd(end, this.#path);
    return end + 1;
  }

  /** The offset of the next unescaped quote; the text's length when there is none. */
  #findQuote(text: string, start: number): number {
    let from = this.#isEscaping ? start + 1 : start;
    while (true) {
      const quote = text.indexOf('"', from);
      const end = quote === -1 ? text.length : quote;
      this.#isEscaping = backslashesBefore(text, from, end) % 2 === 1;
      if (quote === -1 || !this.#isEscaping) return end;
      from = end + 1;
    }
  }
}

/** Longer than any name in a vocabulary. */
const LONGEST_NAME = 256;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function backslashesBefore(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === BACKSLASH) at--;
  return end - at;
}
