/**
 * The scanner contract: positions only.
 *
 * A scanner is fed text in pieces and tells its handler where the tokens of WHATWG HTML tokenization stand
 * (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). All offsets are absolute: chars since the first
 * `write`. Scanners own no output and change nothing; the handler keeps the text that it may still need.
 *
 * What is not reported (white space in tags, `</>`) passes as it is. Malformed markup is never an error. At the
 * end of the input an unfinished tag is not reported at all: its chars pass as they are, as a browser drops them.
 */
export interface TokenHandler {
  /**
   * Asked between two tokens, where tags and text are read: a scanner need not report what stands before the offset that is
   * returned, at which again a token begins. A handler without it needs every token.
   */
  skip?(from: number): number;
  /**
   * A whole start tag was read, from the `<` at `nameStart - 1` to the `>` before `end`. Its attributes follow, then its end.
   * @returns whether the attributes are wanted. A scanner may report them all the same.
   */
  startTag(nameStart: number, nameEnd: number, end: number): boolean;
  /**
   * One attribute of the current start tag, quotes excluded; every one, duplicates too, in order. Without a value,
   * `valueStart` and `valueEnd` both equal `nameEnd`. An empty quoted value has `valueStart === valueEnd > nameEnd`.
   */
  attribute(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void;
  /** `>` closed the start tag; `end` is the offset after it. */
  startTagEnd(end: number, selfClosing: boolean): void;
  /** A whole end tag: from the `<` to after the `>`. */
  endTag(start: number, nameStart: number, nameEnd: number, end: number): void;
  /** A run of text. One text may come in any number of adjacent runs. */
  text(start: number, end: number, kind: TextKind): void;
  /** A piece of a comment's content, delimiters excluded; bogus comments (`<!x>`, `<?x>`, `</ x>`) too. */
  comment(start: number, end: number): void;
  /** The comment is over; `end` is the offset after its closing delimiter. */
  commentEnd(end: number): void;
  /** A doctype begins. Its chars pass as they are. */
  doctype?(): void;
  /** In XML only: a whole processing instruction, from the `<?` to after the `?>`. */
  instruction?(start: number, end: number): void;
}

/** The tokenizer state that a text was read in. Character references count in "data" and "rcdata" only. */
export type TextKind = "data" | "rcdata" | "rawtext" | "script" | "plaintext" | "cdata";

export interface Scanner {
  /**
   * Reads the next piece.
   * @returns the offset up to which everything has been reported; what follows is an unfinished token.
   */
  write(text: string): number;
  /** No more text: reports the last text run, closes nothing. */
  end(): void;
}
