import * as zlib from "node:zlib";
import { type Framing, manyFrames, oneFrame } from "./framing.ts";
import { GzipMembers } from "./gzip-members.ts";
import { DECODED_CHUNK_BYTES as chunkSize } from "./zlib-engine.ts";

/** One content coding (RFC 9110 §8.4.1), in both directions. */
export interface Coding {
  decoding(): Framing;
  encoding(): Framing;
  /** Makes an encoder let out all that it took, so that a reader can decode that far. */
  flushKind: number;
  /** Both for a whole body at once. */
  decodeSync(bytes: Uint8Array, options: Pick<zlib.ZlibOptions, "info" | "maxOutputLength">): Buffer;
  encodeSync(bytes: Uint8Array): Buffer;
}

/*
 * Levels: of three large pages gzip 4 makes a tenth less than 1 for half as much time again, and 6 a twelfth less than 4 for
 * twice the time; brotli and zstd leap at 5. Windows and tables: their own choices would cost 8 MiB a stream of brotli and 3 of
 * zstd. With these it is 1 MiB, for pages that are 2 % and 1 % larger than with windows of 512 KiB. A body in zstd has to be
 * readable with 8 MiB (RFC 9659) but could ask for 128.
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

/** The content codings that are undone and applied again. */
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
    decodeSync: (bytes, options) => zlib.zstdDecompressSync(bytes, { ...options, ...UNZSTD }),
    encodeSync: (bytes) => zlib.zstdCompressSync(bytes, ZSTD),
  },
} as const satisfies Record<string, Coding>;

export type CodingName = keyof typeof CODINGS;

/**
 * Many servers send `deflate` without the zlib format around it that RFC 9110 §8.4.1.2 asks for. The method in a zlib header
 * would, in such a raw stream, be a stored block with padding that no encoder writes.
 */
function isZlib(firstByte: number): boolean {
  return (firstByte & 0x0f) === 8;
}
