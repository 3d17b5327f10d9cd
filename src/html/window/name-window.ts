import type { Resolver } from "../../url/moves/resolver.ts";
import type { Pieces } from "./pieces.ts";
import { TextWindow } from "./text-window.ts";

/** A window that can be searched for the host names of the map. */
export class NameWindow extends TextWindow implements Pieces {
  readonly #resolver: Resolver;
  /** The offset of the first name at or after `#searchedFrom`; infinite when the window has none. */
  #nameAt = Number.POSITIVE_INFINITY;
  #searchedFrom = Number.POSITIVE_INFINITY;

  constructor(resolver: Resolver) {
    super();
    this.#resolver = resolver;
  }

  override append(text: string): void {
    super.append(text);
    this.#searchedFrom = Number.POSITIVE_INFINITY;
  }

  piece(start: number, end: number): string {
    return this.slice(start, end);
  }

  override cut(offset: number): void {
    super.cut(offset);
    this.#searchedFrom = Number.POSITIVE_INFINITY;
  }

  /** The offset of the first name at or after `start`; infinite for none. Cheap in ascending order. */
  nextName(start: number): number {
    if (start < this.#searchedFrom || this.#nameAt < start) {
      const name = this.#resolver.nextName(this.text, start - this.start);
      this.#searchedFrom = start;
      this.#nameAt = name ? name.index + this.start : Number.POSITIVE_INFINITY;
    }
    return this.#nameAt;
  }

  /** The offsets of all names in a text. */
  namesIn(text: string): number[] {
    const offsets: number[] = [];
    let name = this.#resolver.nextName(text, 0);
    for (; name; name = this.#resolver.nextName(text, name.index + 1)) offsets.push(name.index);
    return offsets;
  }

  /** In lower case. */
  get hostNames(): readonly string[] {
    return this.#resolver.hostNames;
  }

  /** Whether a name begins between two offsets. */
  hasName(start: number, end: number): boolean {
    return this.nextName(start) < end;
  }
}
