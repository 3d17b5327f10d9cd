/**
 * A scanner's place in a JSON text: the names of the members around it, and whether a name comes next.
 *
 * Arrays add nothing: both strings of `{"sources": ["a", "b"]}` are at `sources`. What is nested deeper than
 * {@link MAX_DEPTH} has no path, so that memory stays bounded. Mismatched brackets are accepted.
 */
export class JsonPath {
  readonly #names: string[] = [];
  readonly #isObject: boolean[] = [];
  #untracked = 0;
  #expectsName = false;

  get isTracked(): boolean {
    return this.#untracked === 0;
  }

  /** Whether the next string is a member's name. */
  get expectsName(): boolean {
    return this.#expectsName && this.isTracked;
  }

  /** The number of names in the path. */
  get length(): number {
    return this.#names.length;
  }

  /** The innermost name for 0, the next outer one for 1; undefined beyond the outermost. */
  name(level: number): string | undefined {
    return this.#names[this.#names.length - 1 - level];
  }

  /** Takes one of `{ } [ ] , :`; ignores any other char. */
  punctuate(char: number): void {
    if (char === LEFT_BRACE || char === LEFT_BRACKET) this.#open(char === LEFT_BRACE);
    else if (char === RIGHT_BRACE || char === RIGHT_BRACKET) this.#close();
    else if (char === COMMA) this.#expectsName = this.#isObject.at(-1) ?? false;
    else if (char === COLON) this.#expectsName = false;
  }

  /** Takes the name of the next member. */
  enter(name: string): void {
    this.#names[this.#names.length - 1] = name;
  }

  #open(isObject: boolean): void {
    if (this.#untracked > 0 || this.#isObject.length === MAX_DEPTH) {
      this.#untracked++;
      return;
    }
    this.#isObject.push(isObject);
    if (isObject) this.#names.push("");
    this.#expectsName = isObject;
  }

  #close(): void {
    if (this.#untracked > 0) this.#untracked--;
    else if (this.#isObject.pop()) this.#names.pop();
    this.#expectsName = false;
  }
}

const MAX_DEPTH = 256;

const COMMA = 0x2c;
const COLON = 0x3a;
const LEFT_BRACKET = 0x5b;
const RIGHT_BRACKET = 0x5d;
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;
