import { bytesOf, latin1Of } from "../../latin1.ts";
import type { TextView } from "./text-view.ts";

/** Escape sequence → whether the bytes after it are not ASCII (WHATWG Encoding §12.2.1). */
const ESCAPES: ReadonlyMap<string, boolean> = new Map([
  ["\x1b(B", false],
  ["\x1b(J", false],
  ["\x1b(I", true],
  ["\x1b$@", true],
  ["\x1b$B", true],
]);
const ESCAPE_STARTS: ReadonlySet<string> = new Set(["\x1b", "\x1b(", "\x1b$"]);
const ESC = 0x1b;
const HIGH_BIT = 0x80;

/**
 * ISO-2022-JP, in which escape sequences switch bytes below 0x80 to Japanese. Those bytes and the sequences are shown with
 * the high bit set, which is removed on the way back. Input bytes with the high bit are errors, and cannot be shown.
 */
export class Iso2022JpView implements TextView {
  #escape = "";
  #isShifted = false;
  #unshown: Uint8Array = new Uint8Array();

  decode(bytes: Uint8Array): string {
    const error = bytes.findIndex((byte) => byte >= HIGH_BIT);
    const shown = Buffer.from(error === -1 ? bytes : bytes.subarray(0, error));
    if (error !== -1) this.#unshown = bytes.subarray(error);
    for (let i = 0; i < shown.length; i++) if (this.#isHidden(shown[i]!)) shown[i]! |= HIGH_BIT;
    return latin1Of(shown);
  }

  encode(text: string): Uint8Array {
    return bytesOf(text).map((byte) => byte & ~HIGH_BIT);
  }

  tail(): Uint8Array {
    return this.#unshown;
  }

  get isBroken(): boolean {
    return this.#unshown.length > 0;
  }

  /** Whether the next byte is part of an escape sequence or a Japanese char. */
  #isHidden(byte: number): boolean {
    if (byte !== ESC && this.#escape === "") return this.#isShifted;
    const sequence = byte === ESC ? "\x1b" : this.#escape + String.fromCharCode(byte);
    this.#escape = ESCAPE_STARTS.has(sequence) ? sequence : "";
    const isShifted = ESCAPES.get(sequence);
    this.#isShifted = isShifted ?? this.#isShifted;
    return isShifted !== undefined || this.#escape !== "" || this.#isShifted;
  }
}
