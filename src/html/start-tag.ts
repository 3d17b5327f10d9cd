import { decodeReferences } from "./references.ts";

/** Offsets of one attribute, as `TokenHandler.attribute` reports them. */
export interface AttributeSpan {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** A start tag. Its attributes are only read on demand. */
export class StartTag {
  /** Lower case. */
  readonly name: string;
  /** The text between two offsets. */
  readonly read: (start: number, end: number) => string;
  readonly #spans: readonly number[];
  /** The index of the first attribute of each name, built on demand when there are many. */
  #first: Map<string, number> | undefined;

  /**
   * @param spans four offsets for each attribute, as `TokenHandler.attribute` reports them
   */
  constructor(name: string, spans: readonly number[], read: (start: number, end: number) => string) {
    this.name = name;
    this.#spans = spans;
    this.read = read;
  }

  get count(): number {
    return this.#spans.length / 4;
  }

  span(index: number): AttributeSpan {
    const at = 4 * index;
    return {
      nameStart: this.#spans[at] as number,
      nameEnd: this.#spans[at + 1] as number,
      valueStart: this.#spans[at + 2] as number,
      valueEnd: this.#spans[at + 3] as number,
    };
  }

  /** An attribute's value as written, character references included. */
  rawValue(index: number): string {
    return this.read(this.#spans[4 * index + 2] as number, this.#spans[4 * index + 3] as number);
  }

  valueStart(index: number): number {
    return this.#spans[4 * index + 2] as number;
  }

  /** The quote around an attribute's value; "" for none. */
  quote(index: number): "" | '"' | "'" {
    const nameEnd = this.#spans[4 * index + 1] as number;
    const valueStart = this.#spans[4 * index + 2] as number;
    return valueStart > nameEnd ? quoteOf(this.read(valueStart - 1, valueStart)) : "";
  }

  /** In lower case. */
  attributeName(index: number): string {
    return this.read(this.#spans[4 * index] as number, this.#spans[4 * index + 1] as number).toLowerCase();
  }

  /** The decoded value of the first attribute with a name; undefined when there is none. */
  value(name: string): string | undefined {
    const index = this.#indexOf(name);
    if (index === -1) return undefined;
    const { valueStart, valueEnd } = this.span(index);
    return decodeReferences(this.read(valueStart, valueEnd));
  }

  has(name: string): boolean {
    return this.#indexOf(name) !== -1;
  }

  #indexOf(name: string): number {
    if (this.count > FEW) {
      this.#first ??= this.#firstByName();
      return this.#first.get(name) ?? -1;
    }
    for (let at = 0; at < this.#spans.length; at += 4) {
      const length = (this.#spans[at + 1] as number) - (this.#spans[at] as number);
      if (length === name.length && this.attributeName(at / 4) === name) return at / 4;
    }
    return -1;
  }

  #firstByName(): Map<string, number> {
    const first = new Map<string, number>();
    for (let i = this.count - 1; i >= 0; i--) first.set(this.attributeName(i), i);
    return first;
  }
}

/** @param before the char before a value */
function quoteOf(before: string): "" | '"' | "'" {
  return before === '"' || before === "'" ? before : "";
}

/** Up to this many attributes, a linear search is faster than a map. */
const FEW = 8;
