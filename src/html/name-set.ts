/** A set of names in lower case. Most other names are excluded by length and first letter alone. */
export class NameSet {
  readonly #names: ReadonlySet<string>;
  /** By first letter (1 to 26): bit n is set if a name has length n. */
  readonly #lengths = new Uint32Array(32);

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
    for (const name of this.#names) this.#lengths[name.charCodeAt(0) & 0x1f]! |= 1 << name.length;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** @param initial the code of the first char, a letter in either case */
  mayHave(length: number, initial: number): boolean {
    return length < 32 && (((this.#lengths[initial & 0x1f] as number) >> length) & 1) === 1;
  }
}
