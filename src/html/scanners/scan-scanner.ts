import { textKindOf } from "../content/text-kinds.ts";
import { CdataSection } from "./scan/cdata-section.ts";
import { EXCLAMATION, GREATER_THAN, isAsciiAlpha, QUESTION, SLASH } from "./scan/chars.ts";
import { BogusComment, Comment } from "./scan/comment.ts";
import { Doctype } from "./scan/doctype.ts";
import { ForeignContent } from "./scan/foreign-content.ts";
import { Plaintext } from "./scan/plaintext.ts";
import { RawText } from "./scan/raw-text.ts";
import { ScriptData } from "./scan/script-data.ts";
import type { Section } from "./scan/section.ts";
import { Tag } from "./scan/tag.ts";
import type { SteppingScanner, TokenHandler } from "./scanner.ts";

const DATA = 0;
const TAG_OPEN = 1;
const END_TAG_OPEN = 2;
const START_TAG = 3;
const END_TAG = 4;
const END_TAG_OF_TEXT = 5;
const MARKUP_DECLARATION_OPEN = 6;
const SECTION = 7;

/**
 * Our own scanner: WHATWG tokenization of tags, with native search to skip text.
 *
 * It keeps only the text of an unfinished tag, can be interrupted at any char, and reads each char once.
 */
export class ScanScanner implements SteppingScanner {
  readonly #handler: TokenHandler;
  readonly #foreign = new ForeignContent();
  readonly #tag = new Tag();
  #state = DATA;
  /** Offset of the first char of the current piece. */
  #base = 0;
  /** Offset of the `<` of the token that is being read. */
  #tokenStart = 0;
  /** The chars read after `<!`. */
  #declaration = "";
  #section: Section | undefined;

  constructor(handler: TokenHandler) {
    this.#handler = handler;
  }

  write(text: string): number {
    let i = 0;
    while (i < text.length) {
      if (this.#isAfterToken(i)) i = this.#skip(i);
      i = this.#read(text, i);
    }
    this.#base += text.length;
    return this.decided;
  }

  step(text: string): number {
    let i = 0;
    while (i < text.length && !(this.#isAfterToken(i) && this.#handler.maySkip)) i = this.#read(text, i);
    this.#base += i;
    return i;
  }

  get decided(): number {
    switch (this.#state) {
      case DATA:
        return this.#base;
      case SECTION:
        return this.#base - this.#section!.undecided;
      default:
        return this.#tokenStart;
    }
  }

  skipTo(offset: number): void {
    this.#base = offset;
  }

  end(): void {
    switch (this.#state) {
      case TAG_OPEN:
      case END_TAG_OPEN:
        this.#handler.text(this.#tokenStart, this.#base, "data");
        break;
      case MARKUP_DECLARATION_OPEN:
        if (this.#declaration !== "") this.#handler.comment(this.#tokenStart + 2, this.#base);
        break;
      case SECTION:
        this.#section!.end();
    }
  }

  /** Continues in the current state; returns the index that was reached. */
  #read(text: string, i: number): number {
    switch (this.#state) {
      case TAG_OPEN:
        return this.#tagOpen(text, i);
      case END_TAG_OPEN:
        return this.#endTagOpen(text, i);
      case START_TAG:
        return this.#startTag(text, i);
      case END_TAG:
      case END_TAG_OF_TEXT:
        return this.#endTag(text, i);
      case MARKUP_DECLARATION_OPEN:
        return this.#markupDeclarationOpen(text, i);
      case SECTION:
        return this.#readSection(text, i);
      default:
        return this.#data(text, i);
    }
  }

  /** The text at the start of a piece may continue that of the previous one. */
  #isAfterToken(i: number): boolean {
    return this.#state === DATA && i > 0 && !this.#foreign.isEntered;
  }

  #data(text: string, i: number): number {
    const lessThan = text.indexOf("<", i);
    const end = lessThan < 0 ? text.length : lessThan;
    if (end > i) this.#handler.text(this.#base + i, this.#base + end, "data");
    if (lessThan < 0) return end;
    this.#tokenStart = this.#base + lessThan;
    this.#state = TAG_OPEN;
    return this.#tagOpen(text, lessThan + 1);
  }

  #skip(i: number): number {
    const { skip } = this.#handler;
    return skip === undefined ? i : skip(this.#base + i) - this.#base;
  }

  #tagOpen(text: string, i: number): number {
    if (i === text.length) return i;
    const code = text.charCodeAt(i);
    if (isAsciiAlpha(code)) {
      this.#tag.open(this.#base + i, code);
      this.#state = START_TAG;
      return this.#startTag(text, i);
    }
    if (code === SLASH) {
      this.#state = END_TAG_OPEN;
      return this.#endTagOpen(text, i + 1);
    }
    if (code === EXCLAMATION) {
      this.#declaration = "";
      this.#state = MARKUP_DECLARATION_OPEN;
      return i + 1;
    }
    if (code === QUESTION) {
      this.#enter(new BogusComment(this.#handler, this.#base + i));
      return i;
    }
    this.#handler.text(this.#tokenStart, this.#base + i, "data");
    this.#state = DATA;
    return i;
  }

  #endTagOpen(text: string, i: number): number {
    if (i === text.length) return i;
    const code = text.charCodeAt(i);
    if (isAsciiAlpha(code)) {
      this.#tag.open(this.#base + i, code);
      this.#state = END_TAG;
      return this.#endTag(text, i);
    }
    if (code === GREATER_THAN) {
      this.#state = DATA;
      return i + 1;
    }
    this.#enter(new BogusComment(this.#handler, this.#base + i));
    return i;
  }

  #startTag(text: string, from: number): number {
    const tag = this.#tag;
    const i = tag.read(text, from, this.#base);
    if (i < 0) return text.length;
    this.#state = DATA;
    const end = this.#base + i;
    if (this.#handler.startTag(tag.nameStart, tag.nameEnd, end)) tag.reportAttributes(this.#handler);
    this.#handler.startTagEnd(end, tag.selfClosing);
    const name = tag.specialName(text);
    if (name !== "" || this.#foreign.isEntered) this.#afterStartTag(name, text, this.#base + i);
    return i;
  }

  /** Enters the state after a start tag with this special name. */
  #afterStartTag(name: string, text: string, end: number): void {
    const kind = this.#foreign.isForeign ? "data" : textKindOf(name);
    if (kind === "data") this.#foreign.startTag(this.#tag, text);
    else if (kind === "plaintext") this.#enter(new Plaintext(this.#handler));
    else if (kind === "script") this.#enter(new ScriptData(this.#handler, end));
    else this.#enter(new RawText(this.#handler, end, name, kind));
  }

  #endTag(text: string, from: number): number {
    const tag = this.#tag;
    const i = tag.read(text, from, this.#base);
    if (i < 0) return text.length;
    if (this.#foreign.isEntered && this.#state === END_TAG) this.#foreign.endTag(tag.name(text));
    this.#state = DATA;
    this.#handler.endTag(this.#tokenStart, tag.nameStart, tag.nameEnd, this.#base + i);
    return i;
  }

  #markupDeclarationOpen(text: string, from: number): number {
    for (let i = from; i < text.length; i++) {
      const read = this.#declaration + text.charAt(i);
      if (!this.#mayDeclare(read)) {
        this.#enter(new BogusComment(this.#handler, this.#tokenStart + 2));
        return i;
      }
      this.#declaration = read;
      if (read === "--") this.#enter(new Comment(this.#handler, this.#base + i + 1));
      else if (read === "[CDATA[") this.#enter(new CdataSection(this.#handler, this.#base + i + 1));
      else if (read.length === "doctype".length) this.#enterDoctype();
      else continue;
      return i + 1;
    }
    return text.length;
  }

  #enterDoctype(): void {
    this.#handler.doctype?.();
    this.#enter(new Doctype());
  }

  /** Whether a comment, doctype or CDATA section may begin with these chars after `<!`. */
  #mayDeclare(read: string): boolean {
    if ("--".startsWith(read) || "doctype".startsWith(read.toLowerCase())) return true;
    return this.#foreign.isForeign && "[CDATA[".startsWith(read);
  }

  #readSection(text: string, from: number): number {
    const section = this.#section!;
    const i = section.read(text, from, this.#base);
    if (i < 0) return text.length;
    this.#section = undefined;
    const { length } = section.endTagName;
    if (length === 0) {
      this.#state = DATA;
      return i;
    }
    const nameEnd = this.#base + i;
    this.#tokenStart = nameEnd - length - 2;
    this.#tag.openAfterName(nameEnd - length, nameEnd);
    this.#state = END_TAG_OF_TEXT;
    return i;
  }

  #enter(section: Section): void {
    this.#section = section;
    this.#state = SECTION;
  }
}
