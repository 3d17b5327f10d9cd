/** A stretch of the input with rules of its own, such as a comment or the text of a script. It may be split anywhere. */
export interface Section {
  /** Name of the end tag that ends the section, in lower case; "" for a section that ends otherwise. */
  readonly endTagName: string;
  /** The number of chars at the end of the last piece that may belong to the section or to its end. */
  readonly undecided: number;
  /**
   * Continues at `text[from]`; `base` is the offset of `text[0]`.
   * @returns the index after the section (after the end tag's name, if there is one), or -1 if it continues.
   */
  read(text: string, from: number, base: number): number;
  /** Reports the remaining text at the end of the input. */
  end(): void;
}
