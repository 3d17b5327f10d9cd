import { detached } from "../../detached.ts";
import { bytesOf, latin1Of } from "../../latin1.ts";
import type { TextView } from "./text-view.ts";

const HIGH_BIT = 0x80;
const MARK = 0xff;
const MARKED = /\xff([\x80-\xfe])([\x80-\xfe])/g;
const CUT_MARKED = /\xff[\x80-\xfe]?$/;

/**
 * A charset in which non-ASCII chars take two bytes. The second may look like ASCII: a letter, a brace, or a backslash that
 * would seem to escape the end of a string. Such a char is shown as a mark (0xff, which is in no char) and both bytes with the
 * high bit set. A 0xff in the input is shown as a mark and two bytes 0x80, because no char begins with 0x80.
 */
export class DoubleByteView implements TextView {
  readonly isBroken = false;
  readonly #isFirst: (byte: number) => boolean;
  /** The first byte of a char whose second byte has not come yet. */
  #pendingByte: Uint8Array = new Uint8Array();
  /** A mark whose two bytes are not complete, on the way back. */
  #pendingText = "";

  /** @param isFirst whether a byte is the first of two; false below 0x81 and for 0xff */
  constructor(isFirst: (byte: number) => boolean) {
    this.#isFirst = isFirst;
  }

  decode(bytes: Uint8Array): string {
    const all = Buffer.concat([this.#pendingByte, bytes]);
    const shown = Buffer.allocUnsafe(3 * all.length);
    let length = 0;
    let at = 0;
    while (at < all.length) {
      const byte = all[at]!;
      const second = this.#isFirst(byte) ? all[at + 1] : 0;
      if (second === undefined) break;
      if (second >= HIGH_BIT && second !== MARK) {
        shown[length++] = byte;
        shown[length++] = second;
        at += 2;
      } else if (second >= 0x40 && second < 0x7f) {
        shown[length++] = MARK;
        shown[length++] = byte;
        shown[length++] = second | HIGH_BIT;
        at += 2;
      } else if (byte === MARK) {
        shown[length++] = MARK;
        shown[length++] = HIGH_BIT;
        shown[length++] = HIGH_BIT;
        at += 1;
      } else {
        shown[length++] = byte;
        at += 1;
      }
    }
    this.#pendingByte = Uint8Array.from(all.subarray(at));
    return latin1Of(shown.subarray(0, length));
  }

  encode(text: string): Uint8Array {
    const all = this.#pendingText + text;
    const cut = all.search(CUT_MARKED);
    const end = cut === -1 ? all.length : cut;
    this.#pendingText = detached(all.slice(end));
    return bytesOf(all.slice(0, end).replace(MARKED, (_, first: string, second: string) => unmarked(first, second)));
  }

  tail(): Uint8Array {
    return this.#pendingByte;
  }
}

function unmarked(first: string, second: string): string {
  return first === "\x80" ? "\xff" : first + String.fromCharCode(second.charCodeAt(0) & ~HIGH_BIT);
}
