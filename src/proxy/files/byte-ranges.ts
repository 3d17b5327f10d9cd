import { randomBytes } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";

/** A part of a file, both ends included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * The ranges of a Range field, each as it stands there (RFC 9110 section 14.1.2); none for a field that is to be ignored,
 * since it is malformed, of another unit, or asks for more ranges than anybody needs.
 */
export function rangesOf(field: string): readonly string[] {
  const list = /^bytes=(.*)$/i.exec(field)?.[1] ?? "";
  const ranges = list.split(",").flatMap((range) => range.trim() || []);
  return ranges.length <= MAX_RANGES && ranges.every(isRange) ? ranges : [];
}

const MAX_RANGES = 10;
const RANGE = /^(\d{0,15})-(\d{0,15})$/;

function isRange(text: string): boolean {
  const [, first = "", last = ""] = RANGE.exec(text) ?? [];
  if (first === "") return last !== "";
  return last === "" || Number(first) <= Number(last);
}

/** The part of a file that a range selects; undefined if it starts after the end. */
export function spanOf(range: string, size: number): Span | undefined {
  const [, first = "", last = ""] = RANGE.exec(range) ?? [];
  const span =
    first === ""
      ? { first: Math.max(0, size - Number(last)), last: size - 1 }
      : { first: Number(first), last: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
  return span.first <= span.last ? span : undefined;
}

export function lengthOf({ first, last }: Span): number {
  return last - first + 1;
}

/** Several parts of a file as one body. */
export interface MultipartRanges {
  readonly contentType: string;
  readonly length: number;
  readonly content: Readable;
}

/**
 * `multipart/byteranges` (RFC 9110 section 14.6).
 *
 * @param contentType of the file
 */
export async function multipartRanges(
  file: string,
  spans: readonly Span[],
  { contentType, size }: { contentType: string; size: number },
): Promise<MultipartRanges> {
  const boundary = randomBytes(16).toString("hex");
  const heads = spans.map(
    ({ first, last }) =>
      `\r\n--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Range: bytes ${first}-${last}/${size}\r\n\r\n`,
  );
  const end = `\r\n--${boundary}--\r\n`;
  const handle = await open(file);
  const content = Readable.from(read(handle, spans, { heads, end }), { objectMode: false });
  content.once("close", () => handle.close());
  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    length: [...heads, end].join("").length + spans.reduce((sum, span) => sum + lengthOf(span), 0),
    content,
  };
}

async function* read(
  handle: FileHandle,
  spans: readonly Span[],
  { heads, end }: { heads: readonly string[]; end: string },
): AsyncGenerator<Buffer> {
  for (const [i, { first, last }] of spans.entries()) {
    yield Buffer.from(heads[i] as string, "latin1");
    yield* handle.createReadStream({ start: first, end: last, autoClose: false });
  }
  yield Buffer.from(end, "latin1");
}
