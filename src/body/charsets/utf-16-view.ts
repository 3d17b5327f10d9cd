import { bytesOf, latin1Of } from "../../latin1.ts";
import type { TextView } from "./text-view.ts";

/**
 * UTF-16, shown as the bytes of the same text in UTF-8. Lone surrogates are shown as three bytes each (WTF-8), so that they
 * survive.
 */
export class Utf16View implements TextView {
  readonly isBroken = false;
  readonly #endianness: "le" | "be";
  /** Bytes of an incomplete code point. */
  #pendingBytes: Uint8Array = new Uint8Array();
  /** Text of an incomplete code point, on the way back. */
  #pendingText = "";

  constructor(endianness: "le" | "be") {
    this.#endianness = endianness;
  }

  decode(bytes: Uint8Array): string {
    const all = Buffer.concat([this.#pendingBytes, bytes]);
    let end = all.length & ~1;
    if (end > 0 && isHighSurrogate(this.#unitAt(all, end - 2))) end -= 2;
    this.#pendingBytes = Buffer.from(all.subarray(end));
    return wtf8Of(this.#swap(all.subarray(0, end)).toString("utf16le"));
  }

  encode(text: string): Uint8Array {
    const all = this.#pendingText + text;
    const end = all.length - cutCharLength(all);
    this.#pendingText = all.slice(end);
    return this.#swap(Buffer.from(fromWtf8(all.slice(0, end)), "utf16le"));
  }

  tail(): Uint8Array {
    return this.#pendingBytes;
  }

  #unitAt(bytes: Buffer, at: number): number {
    return this.#endianness === "le" ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  #swap(units: Buffer): Buffer {
    return this.#endianness === "le" ? units : units.swap16();
  }
}

const LONE_SURROGATE = /([\uD800-\uDFFF])/u;
const LONE_SURROGATE_BYTES = /(\xED[\xA0-\xBF][\x80-\xBF])/;

function wtf8Of(text: string): string {
  if (text.isWellFormed()) return latin1Of(Buffer.from(text));
  return text
    .split(LONE_SURROGATE)
    .map((part, i) => (i % 2 === 0 ? latin1Of(Buffer.from(part)) : threeBytes(part.charCodeAt(0))))
    .join("");
}

function fromWtf8(latin1: string): string {
  return latin1
    .split(LONE_SURROGATE_BYTES)
    .map((part, i) => (i % 2 === 0 ? bytesOf(part).toString() : fromThreeBytes(part)))
    .join("");
}

function threeBytes(unit: number): string {
  return String.fromCharCode(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
}

function fromThreeBytes(bytes: string): string {
  return String.fromCharCode(0xd000 | ((bytes.charCodeAt(1) & 0x3f) << 6) | (bytes.charCodeAt(2) & 0x3f));
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

/** How many chars at the end belong to an incomplete UTF-8 sequence. */
function cutCharLength(latin1: string): number {
  for (let back = 1; back <= 3 && back <= latin1.length; back++) {
    const byte = latin1.charCodeAt(latin1.length - back);
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
