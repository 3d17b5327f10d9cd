import * as zlib from "node:zlib";
import { type Framing, manyFrames, oneFrame } from "./framing.ts";
import { GzipMembers } from "./gzip-members.ts";
import { DECODED_CHUNK_BYTES as chunkSize } from "./zlib-engine.ts";

/** One content coding (RFC 9110 §8.4.1), in both directions. */
export interface Coding {
  decoding(): Framing;
  encoding(): Framing;
  /** The zlib flush that makes an encoder emit everything it was given, so that a reader can decode it now. */
  flushKind: number;
  /** For a whole body in one call, as is `encodeSync`. */
  decodeSync(bytes: Uint8Array, options: Pick<zlib.ZlibOptions, "info" | "maxOutputLength" | "chunkSize">): Buffer;
  encodeSync(bytes: Uint8Array): Buffer;
}

/*
 * Levels, measured on three large pages: gzip 4 output is 10 % smaller than gzip 1 and takes 1.5 times as long. Gzip 6 is
 * 8 % smaller than gzip 4 and takes twice as long. The cost of brotli and zstd jumps at level 5.
 *
 * Windows and tables: the defaults would cost 8 MiB per brotli stream and 3 MiB per zstd stream. These settings cost 1 MiB.
 * Pages become 2 % (brotli) and 1 % (zstd) larger than with windows of 512 KiB.
 *
 * A zstd body must be decodable with a window of 8 MiB (RFC 9659), so the decoder refuses more. The format allows 128 MiB.
 */
const DEFLATE = { level: 4 };
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4, [zlib.constants.BROTLI_PARAM_LGWIN]: 17 } };
const ZSTD = {
  params: {
    [zlib.constants.ZSTD_c_compressionLevel]: 3,
    [zlib.constants.ZSTD_c_windowLog]: 18,
    [zlib.constants.ZSTD_c_hashLog]: 15,
    [zlib.constants.ZSTD_c_chainLog]: 15,
  },
};
const UNZSTD = { chunkSize, params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } };

const GZIP: Coding = {
  decoding: () => new GzipMembers(),
  encoding: () => oneFrame(() => zlib.createGzip(DEFLATE)),
  flushKind: zlib.constants.Z_SYNC_FLUSH,
  decodeSync: zlib.gunzipSync,
  encodeSync: (bytes) => zlib.gzipSync(bytes, DEFLATE),
};

/** The content codings that can be decoded and encoded. */
export const CODINGS = {
  gzip: GZIP,
  "x-gzip": GZIP,
  deflate: {
    decoding: () => oneFrame((first) => (isZlib(first) ? zlib.createInflate : zlib.createInflateRaw)({ chunkSize })),
    encoding: () => oneFrame(() => zlib.createDeflate(DEFLATE)),
    flushKind: zlib.constants.Z_SYNC_FLUSH,
    decodeSync: (bytes, options) => (isZlib(bytes[0] ?? 0) ? zlib.inflateSync : zlib.inflateRawSync)(bytes, options),
    encodeSync: (bytes) => zlib.deflateSync(bytes, DEFLATE),
  },
  br: {
    decoding: () => oneFrame(() => zlib.createBrotliDecompress({ chunkSize })),
    encoding: () => oneFrame(() => zlib.createBrotliCompress(BROTLI)),
    flushKind: zlib.constants.BROTLI_OPERATION_FLUSH,
    decodeSync: (bytes, options) => zlib.brotliDecompressSync(bytes, options),
    encodeSync: (bytes) => zlib.brotliCompressSync(bytes, BROTLI),
  },
  zstd: {
    decoding: () => manyFrames(() => zlib.createZstdDecompress(UNZSTD)),
    encoding: () => oneFrame(() => zlib.createZstdCompress(ZSTD)),
    flushKind: zlib.constants.ZSTD_e_flush,
    decodeSync: (bytes, options) => zlib.zstdDecompressSync(bytes, { ...UNZSTD, ...options }),
    encodeSync: (bytes) => zlib.zstdCompressSync(bytes, ZSTD),
  },
} as const satisfies Record<string, Coding>;

export type CodingName = keyof typeof CODINGS;

/** The codings of which this Node tells when they are cut off. Node 22 does not of zstd: a part would pass for the whole. */
export const SOUND_CODINGS: ReadonlySet<string> = new Set(
  Object.keys(CODINGS).filter((name) => name !== "zstd" || tellsOfCutZstd()),
);

function tellsOfCutZstd(): boolean {
  try {
    zlib.zstdDecompressSync(zlib.zstdCompressSync("text").subarray(0, -1));
    return false;
  } catch {
    return true;
  }
}

/**
 * Many servers send `deflate` without the zlib header that RFC 9110 §8.4.1.2 requires. The low bits of a zlib header are 8.
 * In a raw stream, they would be a stored block with padding that no encoder writes.
 */
function isZlib(firstByte: number): boolean {
  return (firstByte & 0x0f) === 8;
}
