import { DECLARATIONS, type DeclaringFormat } from "./declared-charset.ts";
import { encodingOf } from "./encoding-label.ts";
import { latin1Of } from "./latin1.ts";

/** What is known of a body's charset before its first byte. */
export interface CharsetHints {
  /** The `charset` parameter of its Content-Type. */
  label?: string | undefined;
  /** Whose way of declaring a charset the body itself may follow. */
  format: DeclaringFormat;
}

/** No declaration of a charset lies further in. */
const CHARSET_HEAD_BYTES = 1024;

const BYTE_ORDER_MARKS = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xfe, 0xff], "utf-16be"],
  [[0xff, 0xfe], "utf-16le"],
] as const;

/**
 * The charset of a body, found in the order of browsers: byte order mark, Content-Type, the body's own declaration.
 *
 * @param head the body's bytes so far
 * @param mustDecide whether to make do with them
 * @returns the name of an encoding (WHATWG Encoding §4.2), "ucs-4" or "ebcdic"; undefined when more bytes are needed
 */
export function findCharset(head: Uint8Array, hints: CharsetHints, mustDecide: boolean): string | undefined {
  const mark = BYTE_ORDER_MARKS.find(([bytes]) => bytes.every((byte, i) => i >= head.length || byte === head[i]));
  if (mark && head.length >= mark[0].length) return mark[1];
  if (mark && !mustDecide) return undefined;
  const labelled = hints.label && encodingOf(hints.label);
  if (labelled) return labelled;
  const text = latin1Of(head.subarray(0, CHARSET_HEAD_BYTES));
  const { bytes, find, fallback } = DECLARATIONS[hints.format];
  const declared = find(text);
  return declared || (!mustDecide && text.length < bytes) ? declared : fallback(text);
}
