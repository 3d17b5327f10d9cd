import type { ByteSplice } from "../../splice.ts";
import type { KnownBeginning, KnownBeginnings } from "../../url/moves/known-moves.ts";
import {
  BEGINNING_BYTES,
  BEGINNING_COUNT,
  BEGINNING_FLAGS,
  BEGINNING_FROM,
  BEGINNING_FROM_BYTES,
  BEGINNING_LIMIT_BYTES,
  BEGINNING_TO,
  BEGINNING_TO_BYTES,
  BEGINNINGS,
  BEGINNINGS_LIMIT,
  HOST_NAME_CURSOR,
  HOST_NAMES,
  IS_ROOTED,
  MAY_END,
  MOVED_BYTES,
  MOVED_END,
  MOVED_START,
  NEEDS_PLAIN_REST,
  OUTPUT,
  PAGES,
  TEXT,
  TEXT_BYTES,
} from "./assembly/layout.ts";
import { writeElements } from "./element-table.ts";
import { writeHostNames } from "./host-name-table.ts";
import { SKIM_MODULE } from "./skim-module.ts";

/** The longest text that fits into the memory. */
export const PIECE_CHARS: number = TEXT_BYTES;

/** The part of the WebAssembly JavaScript API used here: Node's types do not declare it. */
declare namespace WebAssembly {
  class Memory {
    constructor(pages: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory } });
    readonly exports: object;
  }
}

/** What `assembly/skim.ts` exports. */
interface SkimModule {
  skim(from: number, end: number, modes: number): number;
  mayHide(start: number, end: number, modes: number): number;
  findNames(start: number, end: number): void;
  nameFrom(from: number): number;
}

/** The WebAssembly module and its memory, which contains one text at a time: that of its current holder. */
export class SkimMemory {
  readonly #bytes: Buffer;
  readonly #words: Int32Array;
  readonly #module: SkimModule;
  #holder: object | undefined;
  #names: readonly string[] | undefined;
  #findsNames = false;
  #origins: KnownBeginnings["origins"] = [];
  #root: KnownBeginnings["root"];

  constructor() {
    const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
    const module = new WebAssembly.Module(Buffer.from(SKIM_MODULE, "base64"));
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    this.#bytes = Buffer.from(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
    this.#module = instance.exports as SkimModule;
    writeElements(this.#bytes);
  }

  isHeldBy(holder: object): boolean {
    return this.#holder === holder;
  }

  /** @param piece at most {@link PIECE_CHARS} long; chars above 0xff, which no markup contains, become 0xff */
  load(piece: string | Uint8Array, holder: object): void {
    this.#holder = holder;
    if (typeof piece !== "string") this.#bytes.set(piece, TEXT);
    else this.#bytes.write(WIDE.test(piece) ? piece.replaceAll(ALL_WIDE, "\xff") : piece, TEXT, "latin1");
  }

  /**
   * Finds host names in the text.
   *
   * @param names in lower case; must be the same array for the same names
   * @returns false when the module cannot search for these names; then call {@link setNames}
   */
  findNames(end: number, names: readonly string[]): boolean {
    if (this.#names !== names) {
      this.#names = names;
      this.#findsNames = writeHostNames(names, this.#bytes);
    }
    if (this.#findsNames) this.#module.findNames(TEXT, TEXT + end);
    return this.#findsNames;
  }

  /** @param offsets of host names in the text, ascending */
  setNames(offsets: readonly number[]): void {
    this.#words[HOST_NAME_CURSOR / 4] = HOST_NAMES;
    let at = HOST_NAMES / 4;
    for (const offset of offsets) this.#words[at++] = offset + TEXT;
    this.#words[at] = BEYOND;
  }

  /** The offset of the first name at or after `from`; beyond the text when there is none. */
  nameFrom(from: number): number {
    return this.#module.nameFrom(from + TEXT) - TEXT;
  }

  /** From now on, links with these beginnings move, whoever holds the memory. */
  know({ origins, root }: KnownBeginnings): void {
    if (origins === this.#origins && root === this.#root) return;
    this.#origins = origins;
    this.#root = root;
    const beginnings = [...(root ? [root] : []), ...origins].filter(isPlain).slice(0, BEGINNINGS_LIMIT);
    this.#words[BEGINNING_COUNT / 4] = beginnings.length;
    for (const [i, beginning] of beginnings.entries()) this.#setBeginning(beginning, BEGINNINGS + i * BEGINNING_BYTES);
  }

  /** See `skim` in `assembly/skim.ts`; here, offsets are relative to the text. */
  skim(from: number, end: number, modes: number): number {
    return this.#module.skim(from + TEXT, end + TEXT, modes) - TEXT;
  }

  /**
   * Reports the links that the last {@link skim} has moved, as one splice.
   *
   * @param start offset of the text in the stream
   * @param splice takes offsets in the stream
   * @returns whether there were any
   */
  reportMoved(start: number, splice: ByteSplice): boolean {
    const bytes = this.#words[MOVED_BYTES / 4] as number;
    if (bytes === 0) return false;
    const shift = start - TEXT;
    const from = (this.#words[MOVED_START / 4] as number) + shift;
    const to = (this.#words[MOVED_END / 4] as number) + shift;
    splice(from, to, this.#bytes.subarray(OUTPUT, OUTPUT + bytes));
    return true;
  }

  mayHide(start: number, end: number, modes: number): number {
    return this.#module.mayHide(start + TEXT, end + TEXT, modes);
  }

  #setBeginning({ from, to, ...flags }: KnownBeginning, at: number): void {
    const { isRooted, mayEnd, needsPlainRest } = flags;
    this.#words[(at + BEGINNING_FLAGS) / 4] =
      (isRooted ? IS_ROOTED : 0) | (mayEnd ? MAY_END : 0) | (needsPlainRest ? NEEDS_PLAIN_REST : 0);
    this.#words[(at + BEGINNING_FROM_BYTES) / 4] = from.length;
    this.#words[(at + BEGINNING_TO_BYTES) / 4] = to.length;
    this.#bytes.write(from, at + BEGINNING_FROM, "latin1");
    this.#bytes.write(to, at + BEGINNING_TO, "latin1");
  }
}

/** Whether a beginning needs no escapes in any quotes or without, before and after it has moved. */
function isPlain({ from, to }: KnownBeginning): boolean {
  const fits = from.length <= BEGINNING_LIMIT_BYTES && to.length <= BEGINNING_LIMIT_BYTES;
  return fits && PLAIN.test(from) && PLAIN.test(to);
}

/** Greater than any offset of a text. */
const BEYOND = 0x7fffffff;
const PLAIN = /^[\w.:/[\]~%@!$*+,;-]*$/;
const WIDE = /[^\0-\xff]/;
const ALL_WIDE = /[^\0-\xff]/g;
