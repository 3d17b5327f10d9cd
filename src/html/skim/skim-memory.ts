import { ATTRIBUTES, ELEMENTS } from "./elements.ts";
import { SKIM_MODULE } from "./skim-module.ts";

/** Where `assembly/skim.ts` looks for the names of elements, and where the text begins. */
const LENGTHS = 0;
const NAMES = 128;
const NAME_BYTES = 8;
const MANNERS = 384;
const ATTRIBUTE_NAMES = 448;
/** Where it tells of a lone value: in 32-bit words. */
const LONE = 512 / 4;
const TEXT = 1024;
const PAGE_BYTES = 65_536;

/** The longest text that is taken at a time. */
export const PIECE_CHARS = PAGE_BYTES / 2;

/** What is used of the WebAssembly JavaScript API, which the types of Node leave out. */
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
  skim(from: number, end: number, name: number, modes: number): number;
  mayHide(start: number, end: number, modes: number): number;
}

/** The only value of a start tag that matters. All offsets are of the text. */
export interface LoneValue {
  readonly nameStart: number;
  readonly nameEnd: number;
  /** After the tag. */
  readonly tagEnd: number;
  readonly attributeStart: number;
  readonly attributeEnd: number;
  readonly start: number;
  readonly end: number;
  /** What else than a name it may hold: bits, as `mayHide` of `assembly/skim.ts` tells them; 0 when it only shows a name. */
  readonly told: number;
}

/** The memory of the WebAssembly module, and who has put a text there last. It stands there until another comes. */
export class SkimMemory {
  readonly #bytes: Buffer;
  readonly #words: Int32Array;
  readonly #module: SkimModule;
  #holder: object | undefined;

  constructor() {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    const module = new WebAssembly.Module(Buffer.from(SKIM_MODULE, "base64"));
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    this.#bytes = Buffer.from(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
    this.#module = instance.exports as SkimModule;
    this.#setNames();
  }

  isHeldBy(holder: object): boolean {
    return this.#holder === holder;
  }

  /** @param text of at most {@link PIECE_CHARS}; a char above 0xff, which no markup has, counts as 0xff */
  load(text: string, holder: object): void {
    this.#holder = holder;
    this.#bytes.write(WIDE.test(text) ? text.replaceAll(ALL_WIDE, "\xff") : text, TEXT, "latin1");
  }

  /** See `skim` in `assembly/skim.ts`; here all offsets are of the text. */
  skim(from: number, end: number, name: number, modes: number): number {
    return this.#module.skim(from + TEXT, end + TEXT, name + TEXT, modes) - TEXT;
  }

  mayHide(start: number, end: number, modes: number): number {
    return this.#module.mayHide(start + TEXT, end + TEXT, modes);
  }

  /** Why the last {@link skim} stopped, when that is the one value of a tag. @param shift is added to each offset */
  loneValue(shift: number): LoneValue | undefined {
    const words = this.#words;
    const nameStart = words[LONE] as number;
    if (nameStart === 0) return undefined;
    const by = shift - TEXT;
    return {
      nameStart: nameStart + by,
      nameEnd: (words[LONE + 1] as number) + by,
      tagEnd: (words[LONE + 2] as number) + by,
      attributeStart: (words[LONE + 3] as number) + by,
      attributeEnd: (words[LONE + 4] as number) + by,
      start: (words[LONE + 5] as number) + by,
      end: (words[LONE + 6] as number) + by,
      told: words[LONE + 7] as number,
    };
  }

  #setNames(): void {
    for (const [i, [name, manner]] of Object.entries(ELEMENTS).entries()) {
      const lengths = LENGTHS + 4 * (name.charCodeAt(0) & 0x1f);
      this.#bytes.writeUInt32LE((this.#bytes.readUInt32LE(lengths) | (1 << name.length)) >>> 0, lengths);
      this.#setName(name, NAMES + i * NAME_BYTES);
      this.#bytes[MANNERS + i] = manner;
    }
    for (const [i, name] of ATTRIBUTES.entries()) this.#setName(name, ATTRIBUTE_NAMES + i * NAME_BYTES);
  }

  #setName(name: string, offset: number): void {
    this.#bytes.write(name.slice(0, NAME_BYTES), offset, "latin1");
  }
}

const WIDE = /[^\0-\xff]/;
const ALL_WIDE = /[^\0-\xff]/g;
