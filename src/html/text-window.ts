import type { Resolver } from "../url/resolver.ts";
import { FLAGS } from "./disguise.ts";

/** The part of a stream of text that is still needed, addressed by absolute offsets. */
export class TextWindow {
  readonly #resolver: Resolver;
  #text = "";
  #start = 0;
  /** The next host name at or after `#searchedFrom`, as far as the window goes. */
  #nameAt = Number.POSITIVE_INFINITY;
  #searchedFrom = Number.POSITIVE_INFINITY;

  constructor(resolver: Resolver) {
    this.#resolver = resolver;
  }

  /** Offset after the last char. */
  get end(): number {
    return this.#start + this.#text.length;
  }

  append(text: string): void {
    this.#text = this.#text === "" ? text : this.#text + text;
    this.#searchedFrom = Number.POSITIVE_INFINITY;
  }

  /** Forgets what stands before an offset. */
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

  charCodeAt(offset: number): number {
    return this.#text.charCodeAt(offset - this.#start);
  }

  /** All flags that the chars between two offsets raise. */
  flags(start: number, end: number): number {
    const text = this.#text;
    const stop = end - this.#start;
    let flags = 0;
    for (let i = start - this.#start; i < stop; i++) {
      const code = text.charCodeAt(i);
      flags |= FLAGS[code < 0xff ? code : 0xff] as number;
    }
    return flags;
  }

  /** Whether a host name of the map begins between two offsets. Cheap when asked in ascending order. */
  hasName(start: number, end: number): boolean {
    if (start < this.#searchedFrom || this.#nameAt < start) {
      const name = this.#resolver.nextName(this.#text, start - this.#start);
      this.#searchedFrom = start;
      this.#nameAt = name ? name.index + this.#start : Number.POSITIVE_INFINITY;
    }
    return this.#nameAt < end;
  }
}
