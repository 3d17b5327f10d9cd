import * as zlib from "node:zlib";
import type { CodingName } from "../../../src/body/codings/coding.ts";

interface Reference {
  encode(bytes: Uint8Array): Buffer;
  decode(bytes: Uint8Array): Buffer;
  /** What can be decoded of the beginning of a body. */
  decodeCut(bytes: Uint8Array): Buffer;
  encoder(): zlib.Gzip | zlib.Deflate | zlib.BrotliCompress | zlib.ZstdCompress;
  flushKind: number;
}

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, ZSTD_e_continue, ZSTD_e_flush } = zlib.constants;

const GZIP: Reference = {
  encode: zlib.gzipSync,
  decode: zlib.gunzipSync,
  decodeCut: (bytes) => zlib.gunzipSync(bytes, { finishFlush: Z_SYNC_FLUSH }),
  encoder: zlib.createGzip,
  flushKind: Z_SYNC_FLUSH,
};

/** Every content coding as node:zlib does it. */
export const REFERENCE = {
  gzip: GZIP,
  "x-gzip": GZIP,
  deflate: {
    encode: zlib.deflateSync,
    decode: zlib.inflateSync,
    decodeCut: (bytes) => zlib.inflateSync(bytes, { finishFlush: Z_SYNC_FLUSH }),
    encoder: zlib.createDeflate,
    flushKind: Z_SYNC_FLUSH,
  },
  br: {
    encode: (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } }),
    decode: zlib.brotliDecompressSync,
    decodeCut: (bytes) => zlib.brotliDecompressSync(bytes, { finishFlush: BROTLI_OPERATION_FLUSH }),
    encoder: zlib.createBrotliCompress,
    flushKind: BROTLI_OPERATION_FLUSH,
  },
  zstd: {
    encode: zlib.zstdCompressSync,
    decode: zlib.zstdDecompressSync,
    decodeCut: (bytes) => zlib.zstdDecompressSync(bytes, { finishFlush: ZSTD_e_continue }),
    encoder: zlib.createZstdCompress,
    flushKind: ZSTD_e_flush,
  },
} as const satisfies Record<CodingName, Reference>;

export const CODING_NAMES = Object.keys(REFERENCE) as CodingName[];

export function encodeAll(bytes: Buffer, codings: readonly CodingName[]): Buffer {
  return codings.reduce((coded, name) => REFERENCE[name].encode(coded), bytes);
}

export function decodeAll(bytes: Buffer, codings: readonly CodingName[]): Buffer {
  return codings.reduceRight((coded, name) => REFERENCE[name].decode(coded), bytes);
}

export function decodeAllCut(bytes: Buffer, codings: readonly CodingName[]): Buffer {
  return codings.reduceRight((coded, name) => (coded.length === 0 ? coded : REFERENCE[name].decodeCut(coded)), bytes);
}

/** Parts of one body as a server sends them that flushes each. */
export async function encodeParts(parts: readonly Buffer[], codings: readonly CodingName[]): Promise<Buffer[]> {
  let coded = [...parts];
  for (const name of codings) {
    const encoder: zlib.Gzip = REFERENCE[name].encoder() as zlib.Gzip;
    const next: Buffer[] = [];
    for (const part of coded) {
      encoder.write(part);
      await new Promise<void>((done) => encoder.flush(REFERENCE[name].flushKind, done));
      next.push(encoder.read());
    }
    encoder.destroy();
    coded = next;
  }
  return coded;
}
