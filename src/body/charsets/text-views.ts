import { bytesOf, latin1Of } from "../../latin1.ts";
import { DoubleByteView } from "./double-byte-view.ts";
import { Iso2022JpView } from "./iso-2022-jp-view.ts";
import type { TextView } from "./text-view.ts";
import { Utf16View } from "./utf-16-view.ts";

/** One byte, one char. */
export const LATIN1_VIEW: TextView = {
  decode: latin1Of,
  encode: bytesOf,
  tail: () => bytesOf(""),
  isBroken: false,
};

/** Charsets in which bytes below 0x80 are not always ASCII → their views; undefined for those that cannot be read. */
const VIEWS = {
  "utf-16le": () => new Utf16View("le"),
  "utf-16be": () => new Utf16View("be"),
  "iso-2022-jp": () => new Iso2022JpView(),
  shift_jis: () => new DoubleByteView((byte) => (byte > 0x80 && byte < 0xa0) || (byte >= 0xe0 && byte < 0xfd)),
  gbk: () => new DoubleByteView(isHigh),
  gb18030: () => new DoubleByteView(isHigh),
  big5: () => new DoubleByteView(isHigh),
  "euc-kr": () => new DoubleByteView(isHigh),
  replacement: () => undefined,
  "ucs-4": () => undefined,
  ebcdic: () => undefined,
} as const satisfies Record<string, () => TextView | undefined>;

function isHigh(byte: number): boolean {
  return byte > 0x80 && byte < 0xff;
}

/** The view of a charset; undefined if its bodies cannot be rewritten. */
export function textViewOf(charset: string): TextView | undefined {
  return Object.hasOwn(VIEWS, charset) ? VIEWS[charset as keyof typeof VIEWS]() : LATIN1_VIEW;
}
