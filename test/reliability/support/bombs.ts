import * as zlib from "node:zlib";

/** A body that is small as it is sent, and large as it is read. */
export interface Bomb {
  /** Of the Content-Encoding field. */
  readonly codings: string;
  readonly parts: readonly Buffer[];
}

const MIB = 2 ** 20;
const ZEROS = Buffer.alloc(64 * MIB);
const { Z_FULL_FLUSH, BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = zlib.constants;

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
