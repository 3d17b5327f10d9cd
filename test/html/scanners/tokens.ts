import assert from "node:assert/strict";
import type { TextKind, TokenHandler } from "../../../src/html/scanners/scanner.ts";
import { SCANNERS } from "../../../src/html/scanners/scanners.ts";
import type { EngineName } from "../../../src/options.ts";

export const ENGINES = Object.keys(SCANNERS) as EngineName[];

export interface Attribute {
  nameStart: number;
  nameEnd: number;
  valueStart: number;
  valueEnd: number;
}

/** A token with absolute offsets; adjacent texts of one kind and the pieces of one comment are joined. */
export type Token =
  | { type: "startTag"; start: number; end: number; nameEnd: number; selfClosing: boolean; attributes: Attribute[] }
  | { type: "endTag"; start: number; end: number; nameStart: number; nameEnd: number }
  | { type: "text"; start: number; end: number; kind: TextKind }
  | { type: "comment"; start: number; end: number; closed: boolean };

/** Runs a scanner over the pieces of a document and checks what the contract promises of any input. */
export function scan(engine: EngineName, pieces: readonly string[]): Token[] {
  const recorder = new Recorder();
  const scanner = SCANNERS[engine](recorder);
  let written = 0;
  for (const piece of pieces) {
    written += piece.length;
    const reported = scanner.write(piece);
    assert.ok(reported >= recorder.settled && reported <= written, `write returned ${reported} of ${written}`);
    assert.ok(reported >= recorder.end, `${recorder.end} reported, but write returned ${reported}`);
    recorder.settled = reported;
  }
  scanner.end();
  return recorder.tokens;
}

class Recorder implements TokenHandler {
  readonly tokens: Token[] = [];
  /** What `write` returned last: no token may begin before it any more. */
  settled = 0;
  /** End of the last token. */
  end = 0;
  #open: (Token & { type: "startTag" }) | undefined;

  startTag(nameStart: number, nameEnd: number, end: number): boolean {
    assert.equal(this.#open, undefined, "a start tag inside of a start tag");
    this.#open = { type: "startTag", start: nameStart - 1, end, nameEnd, selfClosing: false, attributes: [] };
    return true;
  }

  attribute(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    const previous = this.#open!.attributes.at(-1)?.valueEnd ?? this.#open!.nameEnd;
    assert.ok(previous <= nameStart && nameStart < nameEnd && nameEnd <= valueStart && valueStart <= valueEnd);
    this.#open!.attributes.push({ nameStart, nameEnd, valueStart, valueEnd });
  }

  startTagEnd(end: number, selfClosing: boolean): void {
    assert.equal(end, this.#open!.end);
    this.#push({ ...this.#open!, selfClosing });
    this.#open = undefined;
  }

  endTag(start: number, nameStart: number, nameEnd: number, end: number): void {
    this.#push({ type: "endTag", start, end, nameStart, nameEnd });
  }

  text(start: number, end: number, kind: TextKind): void {
    const last = this.tokens.at(-1);
    if (last?.type === "text" && last.end === start && last.kind === kind) {
      this.tokens.pop();
      this.#push({ ...last, end }, start);
    } else this.#push({ type: "text", start, end, kind });
  }

  comment(start: number, end: number): void {
    const last = this.tokens.at(-1);
    if (last?.type === "comment" && !last.closed && last.end === start) {
      this.tokens.pop();
      this.#push({ ...last, end }, start);
    } else this.#push({ type: "comment", start, end, closed: false });
  }

  commentEnd(end: number): void {
    const last = this.tokens.at(-1);
    if (last?.type === "comment" && !last.closed) last.closed = true;
    else this.tokens.push({ type: "comment", start: end, end, closed: true });
    assert.ok(end > this.end);
    this.end = end;
  }

  #push(token: Token, newFrom = token.start): void {
    assert.ok(newFrom >= this.settled, `a token at ${newFrom} after write returned ${this.settled}`);
    assert.ok(newFrom >= this.end, `a token at ${newFrom} after one that ended at ${this.end}`);
    assert.ok(token.end > token.start, "an empty token");
    this.tokens.push(token);
    this.end = token.end;
  }
}

/**
 * Tokens as people read them: `<a href=[/x] hidden>`, `<br/>`, `</a>`, `data:hello`, `script:let x`, `comment:x`, and
 * `comment:x…` for a comment that the end of the input cut off; ` | ` between them. All names and values are slices of
 * the source.
 */
export function notation(source: string, tokens: readonly Token[]): string {
  return tokens.map((token) => tokenNotation(source, token)).join(" | ");
}

function tokenNotation(source: string, token: Token): string {
  const slice = source.slice(token.start, token.end);
  switch (token.type) {
    case "startTag": {
      const attributes = token.attributes.map((attribute) => ` ${attributeNotation(source, attribute)}`).join("");
      return `${source.slice(token.start, token.nameEnd)}${attributes}${token.selfClosing ? "/>" : ">"}`;
    }
    case "endTag":
      return `</${source.slice(token.nameStart, token.nameEnd)}>`;
    case "text":
      return `${token.kind}:${slice}`;
    case "comment":
      return `comment:${slice}${token.closed ? "" : "…"}`;
  }
}

function attributeNotation(source: string, { nameStart, nameEnd, valueStart, valueEnd }: Attribute): string {
  const name = source.slice(nameStart, nameEnd);
  return valueStart === nameEnd ? name : `${name}=[${source.slice(valueStart, valueEnd)}]`;
}
