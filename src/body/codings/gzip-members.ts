import { crc32, createInflateRaw } from "node:zlib";
import type { Frame, Framing } from "./framing.ts";
import { DECODED_CHUNK_BYTES } from "./zlib-engine.ts";

/**
 * The members of a gzip body (RFC 1952). There may be any number; each must have a complete, correct trailer. Bytes after a
 * trailer that do not start another member are ignored, as in browsers.
 *
 * The gunzip of node:zlib reads several members, too, but fails at trailing bytes, and then loses the output of that chunk.
 */
export class GzipMembers implements Framing {
  #isBegun = false;
  #sum = 0;
  #size = 0;

  begin(head: Uint8Array, isLast: boolean): Frame | "over" | undefined {
    if (!this.#isBegun) return head.length === 0 && isLast ? "over" : this.#member(head, 0, isLast);
    if (head.length < TRAILER_BYTES) return needMore(isLast);
    this.#checkTrailer(head);
    const isOver = head.length === TRAILER_BYTES ? isLast : !startsMember(head, TRAILER_BYTES);
    return isOver ? "over" : this.#member(head, TRAILER_BYTES, isLast);
  }

  onOutput(chunk: Uint8Array): void {
    this.#sum = crc32(chunk, this.#sum);
    this.#size = (this.#size + chunk.length) >>> 0;
  }

  #member(head: Uint8Array, start: number, isLast: boolean): Frame | undefined {
    if (!startsMember(head, start)) throw new Error("incorrect header check");
    const headBytes = memberDataStart(head, start);
    if (headBytes === undefined) return needMore(isLast || head.length > LONGEST_HEAD_BYTES);
    this.#isBegun = true;
    this.#sum = 0;
    this.#size = 0;
    return { stream: createInflateRaw({ chunkSize: DECODED_CHUNK_BYTES }), headBytes };
  }

  #checkTrailer(head: Uint8Array): void {
    const trailer = new DataView(head.buffer, head.byteOffset, TRAILER_BYTES);
    if (trailer.getUint32(0, true) !== this.#sum) throw new Error("incorrect data check");
    if (trailer.getUint32(4, true) !== this.#size) throw new Error("incorrect length check");
  }
}

const TRAILER_BYTES = 8;
/** Bound for one member's header, with its name and comment. zlib itself has none. */
const LONGEST_HEAD_BYTES = 4096;

/** ID1, ID2, and deflate, the only compression method (RFC 1952 section 2.3.1). */
const MEMBER_START = [0x1f, 0x8b, 8];
const FIXED_HEAD_BYTES = 10;
const FLAG_HEADER_SUM = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;

/** Whether the bytes from `start` can start a member. Bytes that are still missing count as a match. */
function startsMember(head: Uint8Array, start: number): boolean {
  return MEMBER_START.every((byte, i) => start + i >= head.length || head[start + i] === byte);
}

/** The offset of the deflate data of the member at `start`; undefined while its header is incomplete. */
function memberDataStart(head: Uint8Array, start: number): number | undefined {
  let end = start + FIXED_HEAD_BYTES;
  const flags = head[start + 3] ?? 0;
  if (flags & FLAG_EXTRA) end += 2 + (head[end] ?? 0) + ((head[end + 1] ?? 0) << 8);
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const zero = head.indexOf(0, end);
    if (zero === -1) return undefined;
    end = zero + 1;
  }
  if (flags & FLAG_HEADER_SUM) end += 2;
  return end <= head.length ? end : undefined;
}

function needMore(isLast: boolean): undefined {
  if (isLast) throw new Error("unexpected end of file");
}
