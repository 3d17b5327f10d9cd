import { isSpace, skip, trimmed } from "../ascii.ts";
import { endsBareUrl, nameEnd, nameStart, plainName, TEXT_ENDS, tokenEnd } from "./token.ts";

/** The forms of a URL in a stylesheet: bare in `url(…)`, in quotes, or in a `sourceMappingURL` comment. */
export type UrlForm = "bare" | Quote | "comment";
type Quote = '"' | "'";

/** Takes the parts of a stylesheet. Offsets are those of the text being scanned. */
export interface StyleHandler {
  /** A URL, without its quotes. */
  url(start: number, end: number, form: UrlForm): void;
  /** The name of a namespace, which looks like a URL but is none. */
  identifier(start: number, end: number): void;
  /** Everything else. */
  text(start: number, end: number): void;
}

/** Functions that take one string, a URL. */
const URL_FUNCTIONS: ReadonlySet<string> = new Set(["url", "src"]);
/** Functions in which every string is a URL. */
const IMAGE_FUNCTIONS: ReadonlySet<string> = new Set([
  "image",
  "image-set",
  "-webkit-image-set",
  // filter: progid:DXImageTransform.Microsoft.AlphaImageLoader(src='…')
  "alphaimageloader",
]);
/** At-rules that start with a URL or a string. */
const PRELUDES: ReadonlySet<string> = new Set(["import", "namespace"]);

/** A URL in the token from `token` to `closing`. */
interface FoundUrl {
  readonly token: number;
  readonly start: number;
  readonly end: number;
  readonly closing: number;
}

/** The kind of a token that passes without being read. */
type Passing = keyof typeof TEXT_ENDS | "comment" | "name";

const SOURCE_MAP_HEAD = /^\/\*[#@][\t ]*sourceMappingURL=/;
const LONGEST_SOURCE_MAP_HEAD = 32;
/** An escaped line break continues a string, but makes a URL without quotes invalid. */
const LINE_BREAK_ESCAPE = /\\[\n\f\r]/;
/** In chars; longer than any name with a meaning, even if escaped. */
const LONGEST_NAME = 1024;
/** Returned instead of an offset: the end of the text cuts a token off. */
const CUT_OFF = -1;

/**
 * Finds the URLs of a stylesheet or of declarations as a tokenizer would
 * (https://www.w3.org/TR/css-syntax-3/#tokenization), but skips chars that do not matter.
 *
 * Bad strings and `url(…)` are text, as are those longer than the limit. The end of the text closes every open token.
 */
export class StyleScanner {
  readonly #handler: StyleHandler;
  readonly #pendingBytes: number;
  readonly #mark = /["'(/@\\]/g;
  readonly #markOrClosing = /["'(/@\\);{}]/g;
  /** The token that passes as text until it ends. */
  #passing: Passing | undefined;
  /** The at-rule whose URL or string comes next. */
  #prelude = "";
  /** Open parentheses since an image function began; 0 outside of one. */
  #depth = 0;
  #text = "";
  #isWhole = false;
  #reported = 0;
  /** The start of the token that is cut off. */
  #pending = 0;

  /** @param pendingBytes the longest token that is held back until it ends */
  constructor(handler: StyleHandler, pendingBytes: number) {
    this.#handler = handler;
    this.#pendingBytes = pendingBytes;
  }

  /**
   * @param text what the last call left unreported, followed by new text
   * @param isWhole whether this is the end of the stylesheet
   * @returns the offset up to which everything has been reported
   */
  scan(text: string, isWhole: boolean): number {
    this.#text = text;
    this.#isWhole = isWhole;
    this.#reported = 0;
    this.#pending = text.length;
    for (let position = 0; position < text.length && position !== CUT_OFF; ) {
      position = this.#passing === undefined ? this.#read(position) : this.#pass(position, this.#passing);
    }
    this.#reportText(this.#pending);
    this.#text = "";
    return this.#pending;
  }

  #read(position: number): number {
    const mark = this.#depth > 0 || this.#prelude !== "" ? this.#markOrClosing : this.#mark;
    mark.lastIndex = position;
    const at = mark.exec(this.#text)?.index;
    if (at === undefined) return this.#readLastName(position);
    switch (this.#text[at]) {
      case "(":
        return this.#readFunction(nameStart(this.#text, position, at), at);
      case "\\":
        return this.#readEscapedName(nameStart(this.#text, position, at), at);
      case "@":
        return this.#readAtKeyword(at);
      case "/":
        return this.#readSlash(at);
      case '"':
      case "'":
        return this.#readString(at);
      case ")":
        if (this.#depth > 0) this.#depth--;
        return at + 1;
      default:
        this.#depth = 0;
        this.#prelude = "";
        return at + 1;
    }
  }

  /** The name at the end of the text may continue, and be that of a function. */
  #readLastName(position: number): number {
    const { length } = this.#text;
    const start = nameStart(this.#text, position, length);
    return start === length || this.#isWhole ? length : this.#await(start, "name", length);
  }

  #readEscapedName(start: number, backslash: number): number {
    const end = nameEnd(this.#text, backslash);
    if (end === backslash) return end + 1;
    if (end === this.#text.length && !this.#isWhole) return this.#await(start, "name", end);
    return this.#text[end] === "(" ? this.#readFunction(start, end) : end;
  }

  #readAtKeyword(at: number): number {
    const end = nameEnd(this.#text, at + 1);
    if (end === this.#text.length && !this.#isWhole) return this.#await(at, "name", end);
    const name = plainName(this.#text.slice(at + 1, end));
    if (PRELUDES.has(name)) this.#prelude = name;
    return end;
  }

  #readFunction(start: number, paren: number): number {
    const name = plainName(this.#text.slice(start, paren));
    if (URL_FUNCTIONS.has(name)) return this.#readUrlFunction(start, paren, name === "url");
    if (IMAGE_FUNCTIONS.has(name)) this.#depth = 1;
    else if (this.#depth > 0) this.#depth++;
    return paren + 1;
  }

  #readUrlFunction(token: number, paren: number, isBareAllowed: boolean): number {
    const { length } = this.#text;
    const argument = skip(this.#text, paren + 1, length, isSpace);
    if (argument === length && !this.#isWhole) return this.#await(token, "bad-url", argument);
    const char = this.#text[argument];
    const isQuoted = char === '"' || char === "'";
    if (!isQuoted && isBareAllowed) return this.#readBareUrl(token, argument);
    const next = isQuoted ? this.#readUrlString(token, argument, char) : argument;
    if (this.#depth > 0 && next !== CUT_OFF) this.#depth++;
    return next;
  }

  #readBareUrl(token: number, start: number): number {
    const { length } = this.#text;
    const stop = tokenEnd(this.#text, start, endsBareUrl);
    const closing = skip(this.#text, stop, length, isSpace);
    const isCutOff = this.#text[stop] === "\\";
    if (closing === length || isCutOff) {
      if (!this.#isWhole) return this.#await(token, "bad-url", start);
      this.#reportUrl({ token, start, end: isCutOff ? length : stop, closing: length }, "bare");
      return length;
    }
    if (this.#text[closing] === ")") {
      const isBad = LINE_BREAK_ESCAPE.test(this.#text.slice(start, stop));
      if (!isBad) this.#reportUrl({ token, start, end: stop, closing }, "bare");
      return closing + 1;
    }
    this.#passing = "bad-url";
    return stop;
  }

  #readString(at: number): number {
    const quote = this.#text[at] as Quote;
    if (this.#depth === 1 || this.#prelude !== "") return this.#readUrlString(at, at, quote);
    this.#passing = quote;
    return at + 1;
  }

  #readUrlString(token: number, opening: number, quote: Quote): number {
    const { length } = this.#text;
    const start = opening + 1;
    const stop = tokenEnd(this.#text, start, TEXT_ENDS[quote]);
    const isCutOff = stop === length || this.#text[stop] === "\\";
    if (isCutOff && !this.#isWhole) return this.#await(token, quote, start);
    const end = isCutOff ? length : stop;
    if (isCutOff || this.#text[stop] === quote) this.#reportUrl({ token, start, end, closing: end }, quote);
    return Math.min(end + 1, length);
  }

  #readSlash(at: number): number {
    const next = this.#text[at + 1];
    if (next === undefined && !this.#isWhole) return this.#await(at, "comment", at);
    return next === "*" ? this.#readComment(at) : at + 1;
  }

  #readComment(token: number): number {
    const content = token + 2;
    const closing = this.#text.indexOf("*/", content);
    const head = this.#text.slice(token, token + LONGEST_SOURCE_MAP_HEAD);
    const found = SOURCE_MAP_HEAD.exec(head);
    const isUndecided = found || (head.length < LONGEST_SOURCE_MAP_HEAD && /^\/\*(?:$|[#@])/.test(head));
    if (closing === -1 && isUndecided && !this.#isWhole) return this.#await(token, "comment", content);
    if (found && closing !== -1) {
      const url = trimmed(this.#text, token + found[0].length, closing);
      this.#reportUrl({ token, ...url, closing }, "comment");
      return closing + 2;
    }
    this.#passing = "comment";
    return content;
  }

  /** Holds a token back until more text comes. One that is too long passes as text, and reading continues at `resume`. */
  #await(token: number, passing: Passing, resume: number): number {
    const longest = passing === "name" ? LONGEST_NAME : this.#pendingBytes;
    if (this.#text.length - token <= longest) {
      this.#pending = token;
      return CUT_OFF;
    }
    if (passing !== "name") this.#prelude = "";
    this.#passing = passing;
    return resume;
  }

  #pass(position: number, passing: Passing): number {
    const { length } = this.#text;
    if (passing === "comment") {
      const closing = this.#text.indexOf("*/", position);
      if (closing !== -1) return this.#passTo(closing + 2);
      return this.#holdBack(this.#text.endsWith("*") && position < length ? length - 1 : length);
    }
    if (passing === "name") {
      const end = nameEnd(this.#text, position);
      return end === length ? length : this.#passTo(end);
    }
    const end = tokenEnd(this.#text, position, TEXT_ENDS[passing]);
    return end === length || this.#text[end] === "\\" ? this.#holdBack(end) : this.#passTo(end + 1);
  }

  #passTo(end: number): number {
    this.#passing = undefined;
    return end;
  }

  /** Holds back the incomplete escape or end of a comment that the text ends with. */
  #holdBack(from: number): number {
    if (this.#isWhole || from === this.#text.length) return this.#text.length;
    this.#pending = from;
    return CUT_OFF;
  }

  #reportUrl({ token, start, end, closing }: FoundUrl, form: UrlForm): void {
    const isNamespace = this.#prelude === "namespace";
    this.#prelude = "";
    // The end of a comment may be cut in half.
    const held = form === "comment" ? closing + 1 - token : closing - token;
    if (held > this.#pendingBytes) return;
    this.#reportText(start);
    if (isNamespace) this.#handler.identifier(start, end);
    else this.#handler.url(start, end, form);
    this.#reported = end;
  }

  #reportText(end: number): void {
    if (end > this.#reported) this.#handler.text(this.#reported, end);
    this.#reported = end;
  }
}
