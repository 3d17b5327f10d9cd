/**
 * The scanner contract: positions only.
 *
 * A scanner takes text in pieces and reports the positions of the tokens of WHATWG HTML tokenization to its handler
 * (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). All offsets are absolute: chars since the first
 * `write`. Scanners have no output and change nothing; the handler keeps the text that it may still need.
 *
 * What is not reported (white space in tags, `</>`) passes unchanged. Malformed markup is never an error. At the end of the
 * input, an unfinished tag is not reported at all: its chars pass unchanged, and browsers drop them.
 */
export interface TokenHandler {
  /**
   * Called between two tokens, where tags and text are read. The scanner need not report tokens before the returned
   * offset, which is the start of a token, too. A handler without this method needs every token.
   */
  skip?(from: number): number;
  /** Whether `skip` may skip anything at this point. Only for {@link SteppingScanner.step}. */
  readonly maySkip?: boolean;
  /**
   * A whole start tag was read, from the `<` at `nameStart - 1` to the `>` before `end`. Its attributes follow, then its end.
   * @returns whether the handler needs the attributes. A scanner may report them anyway.
   */
  startTag(nameStart: number, nameEnd: number, end: number): boolean;
  /**
   * One attribute of the current start tag, quotes excluded. All are reported in order, even duplicates. Without a value,
   * `valueStart` and `valueEnd` both equal `nameEnd`. An empty quoted value has `valueStart === valueEnd > nameEnd`.
   */
  attribute(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void;
  /** `>` closed the start tag; `end` is the offset after it. */
  startTagEnd(end: number, selfClosing: boolean): void;
  /** A whole end tag: from the `<` to after the `>`. */
  endTag(start: number, nameStart: number, nameEnd: number, end: number): void;
  /** A run of text. One text may be reported in any number of adjacent runs. */
  text(start: number, end: number, kind: TextKind): void;
  /** A piece of a comment's content, delimiters excluded; bogus comments (`<!x>`, `<?x>`, `</ x>`) too. */
  comment(start: number, end: number): void;
  /** `end` is the offset after the comment's closing delimiter. */
  commentEnd(end: number): void;
  /** A doctype begins. Its chars pass unchanged. */
  doctype?(): void;
  /** In XML only: a whole processing instruction, from the `<?` to after the `?>`. */
  instruction?(start: number, end: number): void;
}

/** The tokenizer state in which a text was read. Character references count in "data" and "rcdata" only. */
export type TextKind = "data" | "rcdata" | "rawtext" | "script" | "plaintext" | "cdata";

/** A scanner that can leave out what its handler has found not to matter. */
export interface SteppingScanner extends Scanner {
  /**
   * Reads up to the end of the first token after which tokens may be skipped (see {@link TokenHandler.maySkip}), or the whole
   * piece.
   *
   * @returns the number of chars read; the next piece continues after them
   */
  step(text: string): number;
  /** See {@link write}. */
  readonly decided: number;
  /** Leaves out whole tokens after a {@link step} that did not read its whole piece. */
  skipTo(offset: number): void;
}

export interface Scanner {
  /**
   * Reads the next piece.
   * @returns the offset up to which everything has been reported; what follows is an unfinished token.
   */
  write(text: string): number;
  /** Reports the last text run, because no more text comes. Closes no elements. */
  end(): void;
}

/** The scanner itself, if it can stop between tokens. */
export function steppingScanner(scanner: Scanner | SteppingScanner): SteppingScanner | undefined {
  return "step" in scanner ? scanner : undefined;
}
