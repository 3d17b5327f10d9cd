/**
 * Receives one change of a value: the chars from `start` up to `end` (offsets in the value) become `replacement`. Calls
 * come in ascending order and never overlap. Without a call, the value stays as it is.
 */
export type Splice = (start: number, end: number, replacement: string) => void;

/** A {@link Splice} of bytes, whose replacement is bytes, too. These may be read only until it returns. */
export type ByteSplice = (start: number, end: number, replacement: Uint8Array) => void;

/** The same, but a replacement may also be a string: the latin1 view of its bytes. */
export type ChunkSplice = (start: number, end: number, replacement: Uint8Array | string) => void;

/** Collects splices of one string and applies them. */
export class Splices {
  #text: string;
  #cursor = 0;
  #output = "";

  constructor(text: string) {
    this.#text = text;
  }

  readonly add: Splice = (start, end, replacement) => {
    this.#output += this.#text.slice(this.#cursor, start) + replacement;
    this.#cursor = end;
  };

  /** The text with all its changes; the very same string when there was none. */
  apply(): string {
    return this.#cursor === 0 && this.#output === "" ? this.#text : this.#output + this.#text.slice(this.#cursor);
  }
}

/** Applies a function that reports splices of `text`. */
export function spliced(text: string, report: (splice: Splice) => void): string {
  const splices = new Splices(text);
  report(splices.add);
  return splices.apply();
}
