/**
 * Where in a JSON text a scanner stands: the names of the members that it is within, and whether a name comes next.
 *
 * Arrays leave no trace: the strings of `{"sources": ["a", "b"]}` are both at `sources`. What is nested deeper than
 * {@link MAX_DEPTH} has no path, so that memory stays bounded. Brackets that do not match are taken as they come.
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

  /** The number of names that the scanner is within. */
  get length(): number {
    return this.#names.length;
  }

  /** The innermost name for 0, the one around it for 1; undefined outside of all. */
  name(level: number): string | undefined {
    return this.#names[this.#names.length - 1 - level];
  }

  /** Takes one of `{ } [ ] , :`; any other char means nothing. */
  punctuate(char: number): void {
    if (char === LEFT_BRACE || char === LEFT_BRACKET) this.#open(char === LEFT_BRACE);
    else if (char === RIGHT_BRACE || char === RIGHT_BRACKET) this.#close();
    else if (char === COMMA) this.#expectsName = this.#isObject.at(-1) ?? false;
    else if (char === COLON) this.#expectsName = false;
  }

  /** Takes the name of the member that comes. */
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
