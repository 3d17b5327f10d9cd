import { randomBytes } from "node:crypto";
import * as zlib from "node:zlib";
import { CODINGS, type CodingName } from "../../../src/body/codings/coding.ts";

/** A body that is small as it is sent, and large as it is read. */
export interface Bomb {
  /** Of the Content-Encoding field. */
  readonly codings: string;
  readonly parts: readonly Buffer[];
}

const MIB = 2 ** 20;
const ZEROS = Buffer.alloc(64 * MIB);
const { Z_FULL_FLUSH, BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, ZSTD_c_windowLog, ZSTD_c_enableLongDistanceMatching } =
  zlib.constants;

/** Bombs that become `bytes` bytes, a multiple of 64 MiB. */
export const BOMBS = {
  gzip: async (bytes) => ({ codings: "gzip", parts: gzipParts(bytes) }),
  deflate: async (bytes) => ({ codings: "deflate", parts: deflateParts(bytes) }),
  zstd: async (bytes) => ({ codings: "zstd", parts: Array(bytes / ZEROS.length).fill(zlib.zstdCompressSync(ZEROS)) }),
  br: async (bytes) => ({ codings: "br", parts: await brotliParts(bytes) }),
  "gzip twice": async (bytes) => ({ codings: "gzip, gzip", parts: [zlib.gzipSync(Buffer.concat(gzipParts(bytes)))] }),
} as const satisfies Record<string, (bytes: number) => Promise<Bomb>>;

/** Layers upon layers: what is coded so often is not read at all. */
export function nestedBomb(layers: number): Bomb {
  let coded: Buffer = ZEROS;
  for (let i = 0; i < Math.min(layers, 6); i++) coded = zlib.gzipSync(coded);
  return { codings: Array(layers).fill("gzip").join(", "), parts: [coded] };
}

/** A log that says one thing all the time: as compressible as an honest text can be, 200:1 in gzip, 100 000:1 in br. */
export function oneLineLog(coding: CodingName, bytes: number): Bomb {
  const line = "PHP Warning:  Undefined variable $x in /srv/app/index.php on line 17\n";
  return { codings: coding, parts: [CODINGS[coding].encodeSync(Buffer.alloc(bytes, line))] };
}

/** 72 MiB, in less than one, of what repeats further apart than the encoders of the proxy look back. */
export function farRepetitions(): Bomb {
  const content = Buffer.alloc(72 * MIB, randomBytes(0.8 * MIB));
  const params = { [ZSTD_c_windowLog]: 23, [ZSTD_c_enableLongDistanceMatching]: 1 };
  return { codings: "zstd", parts: [zlib.zstdCompressSync(content, { params })] };
}

/** A member (RFC 1952) whose end is missing: nobody should get so far. */
function gzipParts(bytes: number): Buffer[] {
  return [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]), ...deflateParts(bytes)];
}

function deflateParts(bytes: number): Buffer[] {
  const block = zlib.deflateRawSync(ZEROS, { finishFlush: Z_FULL_FLUSH });
  return Array(bytes / ZEROS.length).fill(block);
}

async function brotliParts(bytes: number): Promise<Buffer[]> {
  const encoder = zlib.createBrotliCompress({ params: { [BROTLI_PARAM_QUALITY]: 1, [BROTLI_PARAM_LGWIN]: 24 } });
  const parts: Buffer[] = [];
  encoder.on("data", (part) => parts.push(part));
  for (let left = bytes; left > 0; left -= ZEROS.length)
    await new Promise<void>((done) => void encoder.write(ZEROS, () => done()));
  await new Promise<void>((done) => encoder.on("end", done).end());
  return parts;
}
