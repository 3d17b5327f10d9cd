import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CharsetRewriter } from "../../../src/body/byte-rewriter.ts";
import { encodingOf } from "../../../src/body/charsets/encoding-label.ts";
import { textViewOf } from "../../../src/body/charsets/text-views.ts";
import { rounds, SEED, seededRandom } from "../../random.ts";
import { INTERNAL, idleRewriter, NameRewriter, nameRewriter, PUBLIC, SPLITS } from "../harness.ts";

function rewrite(rewriter: CharsetRewriter, chunks: readonly Uint8Array[]): Buffer {
  return Buffer.concat([...chunks.map((chunk) => rewriter.write(chunk)), rewriter.end()]);
}

const bytesFrom = (latin1: string) => Buffer.from(latin1, "latin1");
const swapped = (units: Buffer) => Buffer.from(units).swap16();

/** A page with chars of one to four bytes, and the same page moved. */
const page = `<p>Grüße, 日本語 𝄞</p><a href="${INTERNAL}ü">${INTERNAL}</a>\n`.repeat(8);
const movedPage = page.replaceAll(INTERNAL, PUBLIC);

const JIS = "\x1b$BF|K\\8l\x1b(B";
const ROMAN = "\x1b(J\\~\x1b(B";
const KANA = "\x1b(I1234\x1b(B";

/** Bytes in a charset, and what becomes of them. */
const cases: { name: string; charset: string; input: Buffer; expected: Buffer }[] = [
  { name: "UTF-8", charset: "utf-8", input: Buffer.from(page), expected: Buffer.from(movedPage) },
  {
    name: "UTF-8 with a mark",
    charset: "utf-8",
    input: Buffer.from(`\ufeff${page}`),
    expected: Buffer.from(`\ufeff${movedPage}`),
  },
  {
    name: "UTF-16LE with a mark",
    charset: "utf-8",
    input: Buffer.from(`\ufeff${page}`, "utf16le"),
    expected: Buffer.from(`\ufeff${movedPage}`, "utf16le"),
  },
  {
    name: "UTF-16BE with a mark",
    charset: "utf-8",
    input: swapped(Buffer.from(`\ufeff${page}`, "utf16le")),
    expected: swapped(Buffer.from(`\ufeff${movedPage}`, "utf16le")),
  },
  {
    name: "UTF-16LE without a mark",
    charset: "utf-16",
    input: Buffer.from(page, "utf16le"),
    expected: Buffer.from(movedPage, "utf16le"),
  },
  {
    name: "UTF-16LE with surrogates alone, and half a unit at the end",
    charset: "utf-16le",
    input: Buffer.concat([
      Buffer.from(`\udc00\ud800${INTERNAL}\ud800\ud834\udd1e\udfff\ud834`, "utf16le"),
      Buffer.from([7]),
    ]),
    expected: Buffer.concat([
      Buffer.from(`\udc00\ud800${PUBLIC}\ud800\ud834\udd1e\udfff\ud834`, "utf16le"),
      Buffer.from([7]),
    ]),
  },
  {
    name: "ISO-2022-JP",
    charset: "iso-2022-jp",
    input: bytesFrom(`${JIS}${INTERNAL}${ROMAN}${KANA}<a href="${INTERNAL}${JIS}">${JIS}`),
    expected: bytesFrom(`${JIS}${PUBLIC}${ROMAN}${KANA}<a href="${PUBLIC}${JIS}">${JIS}`),
  },
  {
    name: "ISO-2022-JP, JIS-Roman spells names like ASCII",
    charset: "iso-2022-jp",
    input: bytesFrom(`\x1b(J${INTERNAL}~\x1b(B`),
    expected: bytesFrom(`\x1b(J${PUBLIC}~\x1b(B`),
  },
  {
    name: "ISO-2022-JP, what looks like a name is Japanese",
    charset: "iso-2022-jp",
    input: bytesFrom(`\x1b$B${INTERNAL}\x1b(B`),
    expected: bytesFrom(`\x1b$B${INTERNAL}\x1b(B`),
  },
  {
    name: "ISO-2022-JP, unknown escape sequences are text",
    charset: "iso-2022-jp",
    input: bytesFrom(`\x1b\x1b(${INTERNAL}\x1b$${INTERNAL}\x1b`),
    expected: bytesFrom(`\x1b\x1b(${PUBLIC}\x1b$${PUBLIC}\x1b`),
  },
  {
    name: "ISO-2022-JP up to a byte it does not have",
    charset: "iso-2022-jp",
    input: bytesFrom(`${INTERNAL}${JIS}\xe9 ${INTERNAL}`),
    expected: bytesFrom(`${PUBLIC}${JIS}\xe9 ${INTERNAL}`),
  },
  ...["shift_jis", "gbk", "gb18030", "big5", "euc-jp", "euc-kr", "windows-1252", "koi8-r", "x-user-defined"].map(
    (charset) => ({
      name: charset,
      charset,
      input: bytesFrom(`\x95\x5c\xfe\x81\xff ${INTERNAL} \x80\0${INTERNAL}\x81`),
      expected: bytesFrom(`\x95\x5c\xfe\x81\xff ${PUBLIC} \x80\0${PUBLIC}\x81`),
    }),
  ),
  {
    name: "what browsers refuse",
    charset: "iso-2022-kr",
    input: Buffer.from(INTERNAL),
    expected: Buffer.from(INTERNAL),
  },
];

for (const [split, cut] of Object.entries(SPLITS)) {
  describe(`a text is rewritten in its own charset, ${split}`, () => {
    for (const { name, charset, input, expected } of cases) {
      test(name, () => {
        const rewriter = nameRewriter({ format: "html", label: charset });
        assert.deepEqual(rewrite(rewriter, cut(input)), expected);
      });
    }
  });
}

/** Bytes of every kind, with more of those that mean something to some charset. */
function randomBytes(length: number): Buffer {
  const random = seededRandom(SEED);
  const telling = [0x1b, 0x24, 0x28, 0x42, 0x4a, 0x5c, 0xd8, 0xdc, 0xed, 0xa0, 0x80, 0xff, 0xfe, 0x00];
  return Buffer.from(
    Array.from({ length }, () =>
      random() < 0.5 ? telling[Math.floor(random() * telling.length)]! : Math.floor(random() * 256),
    ),
  );
}

const CHARSETS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "iso-2022-jp",
  "shift_jis",
  "gbk",
  "gb18030",
  "big5",
  "euc-kr",
  "replacement",
];

describe(`bytes that nobody can read stay as they are, SEED=${SEED}`, () => {
  for (const charset of CHARSETS) {
    for (const [split, cut] of Object.entries(SPLITS)) {
      test(`${charset}, ${split}`, () => {
        const input = randomBytes(rounds(5000));
        assert.deepEqual(rewrite(idleRewriter({ format: "text", label: charset }), cut(input)), input);
        const sevenBit = input.map((byte) => byte & 0x7f);
        assert.deepEqual(
          rewrite(idleRewriter({ format: "text", label: charset }), cut(sevenBit)),
          Buffer.from(sevenBit),
        );
      });
    }
  }
});

const doubleBytes: { name: string; charset: string; bytes: string; shown: string }[] = [
  {
    name: "a second byte that looks like a backslash",
    charset: "shift_jis",
    bytes: '"\x95\x5c"',
    shown: '"\xff\x95\xdc"',
  },
  { name: "a single byte before a backslash", charset: "shift_jis", bytes: "\xb1\\n", shown: "\xb1\\n" },
  { name: "a second byte that looks like a first", charset: "shift_jis", bytes: "\x83\x83\\n", shown: "\x83\x83\\n" },
  { name: "a first byte before a quote", charset: "gbk", bytes: '\x81"', shown: '\x81"' },
  { name: "digits inside a char of four bytes", charset: "gb18030", bytes: "\x810\x810\\", shown: "\x810\x810\\" },
  { name: "the mark itself", charset: "big5", bytes: "\xff\\\xff", shown: "\xff\x80\x80\\\xff\x80\x80" },
];

describe("a double-byte charset shows", () => {
  for (const { name, charset, bytes, shown } of doubleBytes) {
    test(name, () => assert.equal(textViewOf(charset)!.decode(bytesFrom(bytes)), shown));
  }
});

test("UTF-16 shows a rewriter the bytes of UTF-8", () => {
  const shown = textViewOf("utf-16le")!.decode(Buffer.from(page, "utf16le"));
  assert.equal(shown, Buffer.from(page).toString("latin1"));
});

const unreadable: { name: string; label: string; input: Buffer; expected: boolean }[] = [
  { name: "a text in UTF-8", label: "utf-8", input: Buffer.from("x"), expected: false },
  { name: "a text in UTF-16", label: "utf-16", input: Buffer.from("xx"), expected: false },
  { name: "a text in ISO-2022-JP", label: "iso-2022-jp", input: Buffer.from(JIS), expected: false },
  { name: "a text in something else than ISO-2022-JP", label: "iso-2022-jp", input: Buffer.from("é"), expected: true },
  { name: "a text in ISO-2022-KR", label: "iso-2022-kr", input: Buffer.from("x"), expected: true },
];

for (const { name, label, input, expected } of unreadable) {
  test(`${name} is ${expected ? "reported as unreadable" : "readable"}`, () => {
    const rewriter = nameRewriter({ format: "html", label });
    rewriter.write(input);
    assert.equal(rewriter.charset, encodingOf(label));
    assert.equal(rewriter.isUnreadable, expected);
  });
}

test("a chunk in which nothing changes comes back as the same object", () => {
  for (const chunk of [Buffer.from("<p>é</p>"), new TextEncoder().encode("<p>é</p>")]) {
    const rewriter = new CharsetRewriter(new NameRewriter(), { format: "html", label: "utf-8" });
    assert.equal(rewriter.write(chunk), chunk);
  }
});

test("flush lets go of bytes that wait for a charset, and of nothing else", () => {
  const rewriter = nameRewriter({ format: "html" });
  assert.equal(rewriter.write(Buffer.from("<p>")).length, 0);
  assert.equal(rewriter.isWaiting, true);
  assert.equal(rewriter.flush().toString(), "<p>".toString());
  assert.equal(rewriter.isWaiting, false);
  assert.equal(rewriter.flush().length, 0);
});
