import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as zlib from "node:zlib";
import { CODINGS, type CodingName, SOUND_CODINGS } from "../../../src/body/codings/coding.ts";
import { ReoriginError } from "../../../src/errors.ts";
import { CUT_ZSTD_PASSES } from "../../node-22.ts";
import { rounds, SEED, seededRandom } from "../../random.ts";
import { idleRewriter, Run, runBody, SPLITS } from "../harness.ts";
import { CODING_NAMES, REFERENCE } from "./codings.ts";

const TEXT = Buffer.from("<a href=http://legacy.internal:8080/>legacy</a>\n".repeat(3));
const OTHER = Buffer.from("<p>another part</p>\n");

const decode = (chunks: readonly Uint8Array[], coding: CodingName) =>
  runBody(chunks, { decode: [coding], rewriter: idleRewriter() });

function assertCodingError(error: Error | undefined, message: RegExp): void {
  assert.ok(error instanceof ReoriginError);
  assert.equal(error.code, "ERR_CODING");
  assert.match(error.message, message);
}

/** A gzip member whose header has every optional part. */
function gzipWithEverything(text: Buffer): Buffer {
  const plain = zlib.gzipSync(text);
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  const head = Buffer.from(plain.subarray(0, 10));
  head[3] = 2 | 4 | 8 | 16;
  return Buffer.concat([head, extra, Buffer.from("name.html\0a comment\0"), Buffer.from([7, 7]), plain.subarray(10)]);
}

/** A frame that says: skip these bytes (RFC 8878 §3.1.2). */
const SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);

const gzip = zlib.gzipSync(TEXT);
const zstd = zlib.zstdCompressSync(TEXT);
const bodies: { name: string; coding: CodingName; body: Uint8Array[]; expected: Buffer }[] = [
  { name: "gzip with a full header", coding: "gzip", body: [gzipWithEverything(TEXT)], expected: TEXT },
  {
    name: "three gzip members, one of them empty",
    coding: "gzip",
    body: [gzip, zlib.gzipSync(""), gzipWithEverything(OTHER)],
    expected: Buffer.concat([TEXT, OTHER]),
  },
  { name: "gzip and a line feed behind it", coding: "gzip", body: [gzip, Buffer.from("\n")], expected: TEXT },
  { name: "gzip and markup behind it", coding: "gzip", body: [gzip, Buffer.from("<!-- 0.3 s -->")], expected: TEXT },
  { name: "gzip and zeros behind it", coding: "gzip", body: [gzip, Buffer.alloc(700)], expected: TEXT },
  {
    name: "two gzip members and garbage",
    coding: "gzip",
    body: [gzip, gzip, OTHER],
    expected: Buffer.concat([TEXT, TEXT]),
  },
  { name: "raw deflate", coding: "deflate", body: [zlib.deflateRawSync(TEXT)], expected: TEXT },
  { name: "raw deflate, stored", coding: "deflate", body: [zlib.deflateRawSync(TEXT, { level: 0 })], expected: TEXT },
  { name: "raw deflate of nothing", coding: "deflate", body: [zlib.deflateRawSync("")], expected: Buffer.alloc(0) },
  { name: "raw deflate and garbage", coding: "deflate", body: [zlib.deflateRawSync(TEXT), OTHER], expected: TEXT },
  {
    name: "deflate with the smallest window",
    coding: "deflate",
    body: [zlib.deflateSync(TEXT, { windowBits: 9 })],
    expected: TEXT,
  },
  { name: "deflate and garbage", coding: "deflate", body: [zlib.deflateSync(TEXT), OTHER], expected: TEXT },
  { name: "brotli and garbage", coding: "br", body: [zlib.brotliCompressSync(TEXT), OTHER], expected: TEXT },
  {
    name: "three zstd frames",
    coding: "zstd",
    body: [zstd, zlib.zstdCompressSync(""), zlib.zstdCompressSync(OTHER)],
    expected: Buffer.concat([TEXT, OTHER]),
  },
  {
    name: "zstd frames to skip",
    coding: "zstd",
    body: [SKIPPABLE, zstd, SKIPPABLE, zstd, SKIPPABLE],
    expected: Buffer.concat([TEXT, TEXT]),
  },
];

describe("decoding reads", () => {
  for (const { name, coding, body, expected } of bodies) {
    const splits = Object.entries(SPLITS).map(([split, cut]) => [split, cut(Buffer.concat(body))] as const);
    for (const [split, chunks] of [["part by part", body] as const, ...splits]) {
      test(`${name}, ${split}`, async () => {
        const { bytes, error } = await decode(chunks, coding);
        assert.equal(error, undefined);
        assert.deepEqual(bytes, expected);
      });
    }
  }
});

const broken: { name: string; coding: CodingName; body: Buffer; delivered: string; message: RegExp }[] = [
  {
    name: "plain text as gzip",
    coding: "gzip",
    body: TEXT,
    delivered: "",
    message: /^Cannot decode content coding "gzip": incorrect header check$/,
  },
  {
    name: "gzip with a wrong sum",
    coding: "gzip",
    body: flipped(gzip, -8),
    delivered: `${TEXT}`,
    message: /incorrect data check$/,
  },
  {
    name: "gzip with a wrong length",
    coding: "gzip",
    body: flipped(gzip, -4),
    delivered: `${TEXT}`,
    message: /incorrect length check$/,
  },
  {
    name: "gzip with an endless name",
    coding: "gzip",
    body: Buffer.concat([Buffer.from([31, 139, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(9000, "n")]),
    delivered: "",
    message: /unexpected end of file$/,
  },
  {
    name: "plain text as brotli",
    coding: "br",
    body: TEXT,
    delivered: "",
    message: /^Cannot decode content coding "br": /,
  },
  {
    name: "plain text as zstd",
    coding: "zstd",
    body: TEXT,
    delivered: "",
    message: /^Cannot decode content coding "zstd": /,
  },
  {
    name: "deflate with a wrong sum",
    coding: "deflate",
    body: flipped(zlib.deflateSync(TEXT), -1),
    delivered: `${TEXT}`,
    message: /incorrect data check$/,
  },
  {
    name: "zstd that wants a window of 16 MiB",
    coding: "zstd",
    body: Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 14 << 3, 1, 0, 0]),
    delivered: "",
    message: /^Cannot decode content coding "zstd": .*memory/,
  },
];

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bytes.length + at]! ^= 1;
  return copy;
}

describe("decoding fails at", () => {
  for (const { name, coding, body, delivered, message } of broken) {
    for (const [split, cut] of Object.entries(SPLITS)) {
      test(`${name}, ${split}`, async () => {
        const { bytes, error } = await decode(cut(body), coding);
        assertCodingError(error, message);
        // node:zlib drops what it made of the chunk in which it finds an error.
        assert.ok(delivered.startsWith(bytes.toString()));
      });
    }

    test(`${name}, when what came before is out`, { timeout: 10_000 }, async () => {
      const run = new Run({ decode: [coding], rewriter: idleRewriter() });
      run.pipeline.write(body.subarray(0, -1));
      await run.until((bytes) => bytes.toString() === delivered);
      run.pipeline.write(body.subarray(-1));
      run.pipeline.end();
      const { bytes, error } = await run.outcome;
      assertCodingError(error, message);
      assert.equal(bytes.toString(), delivered);
    });
  }
});

describe(`a damaged body ends or fails, and nothing else, SEED=${SEED}`, { timeout: 10_000 }, () => {
  for (const coding of CODING_NAMES) {
    test(coding, async () => {
      const random = seededRandom(SEED);
      for (let i = 0; i < rounds(100); i++) {
        const body = REFERENCE[coding].encode(Buffer.concat([TEXT, OTHER]));
        for (let damages = 0; damages < 3; damages++) body[Math.floor(random() * body.length)] = random() * 256;
        const at = Math.floor(random() * body.length);
        const { error } = await decode([body.subarray(0, at), body.subarray(at)], coding);
        if (error) assertCodingError(error, /^Cannot decode content coding "/);
      }
    });
  }
});

for (const [name, { decodeSync }] of Object.entries(CODINGS)) {
  test(`${name} is decoded only if this Node tells that it is cut off`, () => {
    const cut = REFERENCE[name as CodingName].encode(TEXT).subarray(0, -1);
    if (SOUND_CODINGS.has(name)) assert.throws(() => decodeSync(cut, {}), /unexpected end of file/);
    else assert.doesNotThrow(() => decodeSync(cut, {}));
  });
}

describe("a body that is cut off fails after all that can be decoded", () => {
  for (const coding of CODING_NAMES) {
    const coded = REFERENCE[coding].encode(TEXT);
    for (const [split, cut] of Object.entries(SPLITS)) {
      const skip = coding === "zstd" && CUT_ZSTD_PASSES;
      test(`${coding}, at every byte, ${split}`, { skip }, async () => {
        for (let length = 1; length < coded.length; length++) {
          const { bytes, error } = await decode(cut(coded.subarray(0, length)), coding);
          assertCodingError(error, /unexpected end of file$/);
          assert.deepEqual(bytes, REFERENCE[coding].decodeCut(coded.subarray(0, length)), `${length} bytes`);
        }
      });
    }
  }

  test("a second gzip member, at every byte", async () => {
    for (let length = 1; length < gzip.length; length++) {
      const { bytes, error } = await decode([gzip, gzip.subarray(0, length)], "gzip");
      assertCodingError(error, /unexpected end of file$/);
      assert.deepEqual(bytes.subarray(0, TEXT.length), TEXT);
    }
  });
});
