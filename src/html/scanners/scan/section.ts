/** A stretch of the input with rules of its own, such as a comment or the text of a script. It can be cut anywhere. */
export interface Section {
  /** Name of the end tag that ends the section, in lower case; "" for a section that ends otherwise. */
  readonly endTagName: string;
  /** How many chars at the end of the last piece may belong to the section or to what ends it. */
  readonly undecided: number;
  /**
   * Reads on from `text[from]`; `base` is the offset of `text[0]`.
   * @returns the index where the section is over (after the end tag's name, if there is one), or -1 when it goes on.
   */
  read(text: string, from: number, base: number): number;
  /** The input is over: reports what is text after all. */
  end(): void;
}
