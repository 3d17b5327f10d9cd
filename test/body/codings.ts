import * as zlib from "node:zlib";
import type { CodingName } from "../../src/body/coding.ts";

/** Every content coding, as node:zlib does it in one go. */
export const REFERENCE = {
  gzip: { encode: zlib.gzipSync, decode: zlib.gunzipSync },
  "x-gzip": { encode: zlib.gzipSync, decode: zlib.gunzipSync },
  deflate: { encode: zlib.deflateSync, decode: zlib.inflateSync },
  br: { encode: zlib.brotliCompressSync, decode: zlib.brotliDecompressSync },
  zstd: { encode: zlib.zstdCompressSync, decode: zlib.zstdDecompressSync },
} as const satisfies Record<CodingName, { encode(bytes: Uint8Array): Buffer; decode(bytes: Uint8Array): Buffer }>;

export const CODING_NAMES = Object.keys(REFERENCE) as CodingName[];
