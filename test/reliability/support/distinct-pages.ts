import { createHash } from "node:crypto";
import {
  brotliCompressSync,
  brotliDecompressSync,
  gunzipSync,
  gzipSync,
  zstdCompressSync,
  zstdDecompressSync,
} from "node:zlib";
import { INTERNAL } from "../../proxy/fixture.ts";

const PUBLIC = "http://www.example.com/";

const CODINGS = {
  identity: { encode: (bytes) => bytes, decode: (bytes) => bytes },
  gzip: { encode: (bytes) => gzipSync(bytes), decode: (bytes) => gunzipSync(bytes) },
  br: { encode: (bytes) => brotliCompressSync(bytes, FAST), decode: (bytes) => brotliDecompressSync(bytes) },
  zstd: { encode: (bytes) => zstdCompressSync(bytes), decode: (bytes) => zstdDecompressSync(bytes) },
} as const satisfies Record<string, Record<"encode" | "decode", (bytes: Buffer) => Buffer>>;

const FAST = { params: { 1: 3 } };

/** How each kind of page says the same words. */
const KINDS = {
  html: {
    type: "text/html",
    line: (words: string) => `<p id="${words}"><a href="${INTERNAL}${words}">${words}</a></p>\n`,
  },
  css: { type: "text/css", line: (words: string) => `.${words} { background: url(${INTERNAL}${words}) }\n` },
  json: { type: "application/json", line: (words: string) => `{"${words}": "${INTERNAL}${words}"}\n` },
  script: { type: "text/javascript", line: (words: string) => `var ${words} = "${INTERNAL}${words}";\n` },
  binary: { type: "application/octet-stream", line: (words: string) => `${words} ${INTERNAL}${words}\n` },
} as const;

/** A page that is like no other, and what a client must get of it. */
export interface DistinctPage {
  readonly type: string;
  readonly coding: keyof typeof CODINGS;
  readonly body: Buffer;
  /** The hash of the content that a client must get, decoded. */
  readonly expected: string;
}

/** Pages of all kinds and codings, of a few bytes up to 64 KB, no two alike. */
export function distinctPages(count: number): DistinctPage[] {
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  const codings = Object.keys(CODINGS) as (keyof typeof CODINGS)[];
  return Array.from({ length: count }, (_, number) => {
    const kind = kinds[number % kinds.length]!;
    const coding = codings[Math.floor(number / kinds.length) % codings.length]!;
    const { type, line } = KINDS[kind];
    const lines = 2 ** (number % 10);
    const page = Array.from({ length: lines }, (_, i) => line(`p${number}l${i}`)).join("");
    const seen = kind === "binary" ? page : page.replaceAll(INTERNAL, PUBLIC);
    return { type, coding, body: CODINGS[coding].encode(Buffer.from(page)), expected: hashOf(Buffer.from(seen)) };
  });
}

/** The hash of content that came with a Content-Encoding. */
export function receivedHash(content: Buffer, coding = "identity"): string {
  return hashOf(CODINGS[coding as keyof typeof CODINGS].decode(content));
}

function hashOf(bytes: Buffer): string {
  return createHash("sha1").update(bytes).digest("base64");
}
