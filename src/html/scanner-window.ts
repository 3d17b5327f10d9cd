/** The end of the input read so far, addressed by absolute offsets: what a scanner may still have to look at. */
export class ScannerWindow {
  #text = "";
  #start = 0;

  /** Offset after the last char read. */
  get end(): number {
    return this.#start + this.#text.length;
  }

  append(text: string): void {
    this.#text += text;
  }

  /** Forgets what stands before `offset`. */
  release(offset: number): void {
    this.#text = this.#text.slice(offset - this.#start);
    this.#start = offset;
  }

  slice(start: number, end: number): string {
    return this.#text.slice(start - this.#start, end - this.#start);
  }

  charAt(offset: number): string {
    return this.#text.charAt(offset - this.#start);
  }
}
