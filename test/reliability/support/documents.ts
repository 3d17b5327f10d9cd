import { brotliCompressSync, constants, crc32, deflateRawSync, zstdCompressSync } from "node:zlib";
import { INTERNAL } from "../../proxy/fixture.ts";
import { seededRandom } from "../../random.ts";

export const PUBLIC = "http://www.example.com/";

/** A document that can be made as long as one likes out of equal parts, and what rewriting makes of it. */
export interface LongDocument {
  readonly type: string;
  readonly start: string;
  readonly part: string;
  readonly end: string;
}

const PART_BYTES = 65_536;

/** Repeats lines until they are about as long as a part should be. */
function partOf(line: string): string {
  return line.repeat(Math.ceil(PART_BYTES / line.length));
}

const WORDS = "the quick brown fox jumps over the lazy dog and runs along the shore of the lake ".repeat(3);

const random = seededRandom(1);
const noise = () =>
  Array.from({ length: 25 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0"),
  ).join("");
/** Further apart than any coding looks back, else it would not be noise. */
const NOISE_BYTES = 2 ** 23;

export const DOCUMENTS = {
  html: {
    type: "text/html; charset=utf-8",
    start: "<!doctype html><title>long</title>",
    part: partOf(
      `<p class="a">${WORDS}<a href="${INTERNAL}x?y=1">link</a> <img src="/i.png" alt="${WORDS}">` +
        `<script>var a = "${INTERNAL}api/";</script><span style="background: url(${INTERNAL}b.png)">${WORDS}</span>\n`,
    ),
    end: "<p>end",
  },
  /** A coding leaves half of it. */
  noise: {
    type: "text/html; charset=utf-8",
    start: "<!doctype html><title>noise</title>",
    part: Array.from({ length: NOISE_BYTES / 256 }, () => `<p>${noise()}<a href="${INTERNAL}">link</a>\n`).join(""),
    end: "<p>end",
  },
  text: { type: "text/plain; charset=utf-8", start: "", part: partOf(`${WORDS}${INTERNAL}x ${WORDS}\n`), end: "" },
  css: {
    type: "text/css",
    start: "",
    part: partOf(`.a > .b:hover { color: #fff; background: url("${INTERNAL}b.png") no-repeat; margin: 0 auto }\n`),
    end: "",
  },
  json: {
    type: "application/json",
    start: "[",
    part: partOf(`{"id": 17, "name": "${WORDS}", "url": "${INTERNAL}x"},\n`),
    end: "null]",
  },
  xml: {
    type: "application/atom+xml",
    start: '<feed xmlns="http://www.w3.org/2005/Atom">',
    part: partOf(`<entry><title>${WORDS}</title><link href="${INTERNAL}x"/><summary>${WORDS}</summary></entry>\n`),
    end: "</feed>",
  },
  binary: { type: "application/octet-stream", start: "", part: partOf(WORDS + INTERNAL), end: "" },
} as const satisfies Record<string, LongDocument>;

export type DocumentName = keyof typeof DOCUMENTS;

/** A long body as it is sent: its pieces, most of which are one and the same. */
export interface LongBody {
  readonly type: string;
  readonly coding: LongBodyCoding;
  pieces(): Iterator<Buffer, undefined>;
}

export type LongBodyCoding = "identity" | "gzip" | "br" | "zstd";

/** As servers do, with the window that the coding has when nothing is said about it. */
const ENCODERS = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }),
  zstd: zstdCompressSync,
} as const satisfies Record<string, (bytes: Buffer) => Buffer>;

/** What is sent of a document of about `bytes` bytes, coded or not. */
export function longBody(name: DocumentName, bytes: number, coding: LongBodyCoding = "identity"): LongBody {
  const { type, start, part, end } = DOCUMENTS[name];
  const parts = Math.ceil(bytes / part.length);
  const plain = { first: Buffer.from(start), part: Buffer.from(part), last: Buffer.from(end) };
  if (coding === "identity") return { type, coding, pieces: () => inPieces(plain, parts) };
  if (coding === "gzip") {
    const coded = gzipped(plain, parts);
    return { type, coding, pieces: () => inPieces(coded, parts) };
  }
  const coded = ENCODERS[coding](Buffer.concat([...inPieces(plain, parts)]));
  return { type, coding, pieces: () => slices(coded) };
}

/** The content that a client should get, decoded: its length and its checksum. */
export function expectedContent(name: DocumentName, bytes: number): { bytes: number; sum: number } {
  const { start, part, end, type } = DOCUMENTS[name];
  const seen = (text: string) =>
    Buffer.from(type === "application/octet-stream" ? text : text.replaceAll(INTERNAL, PUBLIC));
  const parts = Math.ceil(bytes / part.length);
  const once = seen(part);
  let sum = crc32(seen(start));
  for (let i = 0; i < parts; i++) sum = crc32(once, sum);
  return { bytes: seen(start).length + parts * once.length + seen(end).length, sum: crc32(seen(end), sum) };
}

interface Pieces {
  readonly first: Buffer;
  readonly part: Buffer;
  readonly last: Buffer;
}

function* inPieces({ first, part, last }: Pieces, parts: number): Generator<Buffer, undefined> {
  yield first;
  for (let i = 0; i < parts; i++) yield* slices(part);
  yield last;
}

function* slices(bytes: Buffer): Generator<Buffer, undefined> {
  for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.subarray(at, at + PART_BYTES);
}

/** One gzip member (RFC 1952) whose deflate blocks are made once for all equal parts. */
function gzipped({ first, part, last }: Pieces, parts: number): Pieces {
  const block = (bytes: Buffer) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  let sum = crc32(first);
  for (let i = 0; i < parts; i++) sum = crc32(part, sum);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(last, sum));
  trailer.writeUInt32LE((first.length + parts * part.length + last.length) % 2 ** 32, 4);
  return {
    first: Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]), block(first)]),
    part: block(part),
    last: Buffer.concat([deflateRawSync(last), trailer]),
  };
}
