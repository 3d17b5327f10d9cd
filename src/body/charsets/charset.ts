import { latin1Of } from "../../latin1.ts";
import { DECLARATIONS, type DeclaringFormat } from "./declared-charset.ts";
import { encodingOf } from "./encoding-label.ts";

/** What the head says about a body's charset. */
export interface CharsetHints {
  /** The `charset` parameter of its Content-Type. */
  label?: string | undefined;
  /** The format whose way of declaring a charset the body may use. */
  format: DeclaringFormat;
}

/** Where browsers stop looking for a declaration (WHATWG HTML §13.2.3.2, CSS Syntax §3.2). */
const CHARSET_HEAD_BYTES = 1024;

const BYTE_ORDER_MARKS = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xfe, 0xff], "utf-16be"],
  [[0xff, 0xfe], "utf-16le"],
] as const;

/**
 * The charset of a body. The order is that of browsers: byte order mark, Content-Type, the body's own declaration.
 *
 * @param head the body's bytes so far
 * @param mustDecide whether to decide now, because no more bytes come
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
