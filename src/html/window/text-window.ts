import { detached } from "../../detached.ts";

/** The part of a stream of text that is still needed, addressed by absolute offsets. */
export class TextWindow {
  #text = "";
  #start = 0;

  /** Offset of the first char. */
  get start(): number {
    return this.#start;
  }

  /** Offset after the last char. */
  get end(): number {
    return this.#start + this.#text.length;
  }

  get text(): string {
    return this.#text;
  }

  append(text: string): void {
    this.#text = this.#text === "" ? text : this.#text + text;
  }

  /** Drops the text before an offset. */
  release(offset: number): void {
    if (offset === this.#start) return;
    this.#text = detached(this.#text.slice(offset - this.#start));
    this.#start = offset;
  }

  /** Drops the text after an offset. */
  cut(offset: number): void {
    if (offset !== this.end) this.#text = this.#text.slice(0, offset - this.#start);
  }

  /** Leaves out text. The window must be empty. */
  skipTo(offset: number): void {
    this.#start = offset;
  }

  slice(start: number, end: number): string {
    return this.#text.slice(start - this.#start, end - this.#start);
  }

  charAt(offset: number): string {
    return this.#text.charAt(offset - this.#start);
  }

  charCodeAt(offset: number): number {
    return this.#text.charCodeAt(offset - this.#start);
  }
}
