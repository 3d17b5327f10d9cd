import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type CharsetHints, findCharset } from "../../../src/body/charsets/charset.ts";

const PADDING = " ".repeat(1100);
const utf16le = (text: string) => Buffer.from(text, "utf16le").toString("latin1");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16().toString("latin1");

interface Case {
  name: string;
  head: string;
  expected: string;
}

const html: Case[] = [
  { name: "nothing is declared", head: "<!doctype html><title>x</title>", expected: "windows-1252" },
  { name: "meta charset", head: `<meta charset=Shift_JIS>`, expected: "shift_jis" },
  { name: "meta charset in quotes", head: `<META  CharSet = "  EUC-KR " />`, expected: "euc-kr" },
  { name: "meta followed by a slash", head: `<meta/charset=big5>`, expected: "big5" },
  { name: "pragma", head: `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`, expected: "gbk" },
  {
    name: "pragma, content first",
    head: `<meta content='text/html;CHARSET = "koi8-r"' http-equiv=content-type>`,
    expected: "koi8-r",
  },
  {
    name: "pragma up to a semicolon",
    head: `<meta http-equiv=content-type content="charset=euc-jp;x">`,
    expected: "euc-jp",
  },
  {
    name: "pragma with an open quote",
    head: `<meta http-equiv=content-type content="charset='euc-jp">`,
    expected: "windows-1252",
  },
  { name: "content without a pragma", head: `<meta content="text/html; charset=gbk">`, expected: "windows-1252" },
  {
    name: "another pragma",
    head: `<meta http-equiv=refresh content="text/html; charset=gbk">`,
    expected: "windows-1252",
  },
  {
    name: "charset beside a pragma",
    head: `<meta http-equiv=content-type content="charset=gbk" charset=big5>`,
    expected: "big5",
  },
  { name: "the first of two charsets", head: `<meta charset=gbk charset=big5>`, expected: "gbk" },
  { name: "an unknown label, then a known one", head: `<meta charset=nonsense><meta charset=gbk>`, expected: "gbk" },
  { name: "declares UTF-16 byte by byte", head: `<meta charset=utf-16>`, expected: "utf-8" },
  { name: "declares x-user-defined", head: `<meta charset=x-user-defined>`, expected: "windows-1252" },
  { name: "declares ISO-2022-JP", head: `<meta charset=iso-2022-jp>`, expected: "iso-2022-jp" },
  { name: "declares what browsers refuse", head: `<meta charset=hz-gb-2312>`, expected: "replacement" },
  { name: "in a comment", head: `<!-- <meta charset=gbk> --><meta charset=big5>`, expected: "big5" },
  { name: "after the shortest comment", head: `<!--><meta charset=gbk>`, expected: "gbk" },
  { name: "in a comment without an end", head: `<!-- <meta charset=gbk>`, expected: "windows-1252" },
  { name: "in a title, which is not known yet", head: `<title><meta charset=gbk></title>`, expected: "gbk" },
  { name: "in an attribute", head: `<p title="<meta charset=gbk>"><meta charset=big5>`, expected: "big5" },
  {
    name: "in an attribute of an end tag",
    head: `</p title="<meta charset=gbk>"><meta charset=big5>`,
    expected: "big5",
  },
  { name: "in a bogus comment", head: `<?php <meta charset=gbk>`, expected: "windows-1252" },
  { name: "after a doctype", head: `<!doctype html><meta charset=gbk>`, expected: "gbk" },
  { name: "another element", head: `<metal charset=gbk>`, expected: "windows-1252" },
  { name: "not closed", head: `<meta charset=gbk`, expected: "windows-1252" },
  { name: "with a quote that is not closed", head: `<meta charset="gbk>`, expected: "windows-1252" },
  { name: "behind 1024 bytes", head: `${PADDING}<meta charset=gbk>`, expected: "windows-1252" },
  { name: "cut at 1024 bytes", head: `${" ".repeat(1010)}<meta charset=gbk>`, expected: "windows-1252" },
  { name: "XML declaration", head: `<?xml version="1.0" encoding="euc-jp"?><html>`, expected: "euc-jp" },
  {
    name: "XML declaration and meta",
    head: `<?xml version="1.0" encoding="euc-jp"?><meta charset=gbk>`,
    expected: "gbk",
  },
  { name: "XML declaration after a space", head: ` <?xml version="1.0" encoding="euc-jp"?>`, expected: "windows-1252" },
  { name: "XML declaration in UTF-16LE", head: utf16le(`<?xml version="1.0"?>`), expected: "utf-16le" },
  { name: "XML declaration in UTF-16BE", head: utf16be(`<?xml version="1.0"?>`), expected: "utf-16be" },
  { name: "UTF-16 without a mark", head: utf16le(`<html>`), expected: "windows-1252" },
];

const xml: Case[] = [
  { name: "nothing is declared", head: "<rss/>", expected: "utf-8" },
  { name: "declaration", head: `<?xml version='1.0' encoding='ISO-8859-2'?>`, expected: "iso-8859-2" },
  { name: "declaration of an unknown encoding", head: `<?xml version='1.0' encoding='x'?>`, expected: "utf-8" },
  { name: "declaration of UTF-16, byte by byte", head: `<?xml version='1.0' encoding='utf-16'?>`, expected: "utf-8" },
  { name: "encoding behind the declaration", head: `<?xml version='1.0'?><x encoding="gbk"/>`, expected: "utf-8" },
  { name: "UTF-16LE", head: utf16le("<rss/>"), expected: "utf-16le" },
  { name: "UTF-16BE", head: utf16be("<?xml?>"), expected: "utf-16be" },
  { name: "UCS-4", head: "\0\0\0<\0\0\0r", expected: "ucs-4" },
  { name: "EBCDIC", head: "\x4c\x6f\xa7\x94\x93", expected: "ebcdic" },
];

const css: Case[] = [
  { name: "nothing is declared", head: "a{}", expected: "utf-8" },
  { name: "@charset", head: `@charset "shift_jis";a{}`, expected: "shift_jis" },
  { name: "@charset in UTF-16, byte by byte", head: `@charset "utf-16";a{}`, expected: "utf-8" },
  { name: "@charset with other quotes", head: `@charset 'shift_jis';`, expected: "utf-8" },
  { name: "@charset after a space", head: ` @charset "shift_jis";`, expected: "utf-8" },
];

const json: Case[] = [
  { name: "always UTF-8", head: `{"charset":"gbk"}`, expected: "utf-8" },
  { name: "UTF-16LE", head: utf16le("{}"), expected: "utf-16le" },
  { name: "UTF-16BE", head: utf16be("[]"), expected: "utf-16be" },
];

const text: Case[] = [{ name: "declares nothing", head: "<meta charset=gbk>", expected: "windows-1252" }];

for (const [format, cases] of Object.entries({ html, xml, css, json, text }) as [CharsetHints["format"], Case[]][]) {
  describe(`the charset of ${format}`, () => {
    for (const { name, head, expected } of cases) {
      const bytes = Buffer.from(head, "latin1");

      test(name, () => assert.equal(findCharset(bytes, { format }, true), expected));

      test(`${name}: what is decided early stays decided`, () => {
        for (let length = 0; length < bytes.length; length++) {
          const early = findCharset(bytes.subarray(0, length), { format }, false);
          if (early !== undefined) assert.equal(early, expected, `after ${length} bytes`);
        }
      });

      test(`${name}: a byte order mark counts more`, () => {
        const marked = Buffer.concat([Buffer.from("\ufeff"), bytes]);
        assert.equal(findCharset(marked, { format, label: "gbk" }, true), "utf-8");
      });

      test(`${name}: Content-Type counts more`, () => {
        assert.equal(findCharset(bytes, { format, label: "Latin1" }, true), "windows-1252");
        assert.equal(findCharset(bytes, { format, label: "x-unknown" }, true), expected);
      });
    }
  });
}

const waits: { name: string; head: string; hints: CharsetHints; expected: string | undefined }[] = [
  {
    name: "a label and no mark decide at once",
    head: "<",
    hints: { format: "html", label: "utf-8" },
    expected: "utf-8",
  },
  { name: "half a mark waits", head: "\xef\xbb", hints: { format: "html", label: "gbk" }, expected: undefined },
  { name: "half a UTF-16 mark waits", head: "\xff", hints: { format: "html", label: "gbk" }, expected: undefined },
  { name: "a mark decides", head: "\xfe\xff", hints: { format: "html", label: "gbk" }, expected: "utf-16be" },
  { name: "no byte at all waits", head: "", hints: { format: "text", label: "gbk" }, expected: undefined },
  { name: "HTML waits for 1024 bytes", head: " ".repeat(1023), hints: { format: "html" }, expected: undefined },
  { name: "HTML has 1024 bytes", head: " ".repeat(1024), hints: { format: "html" }, expected: "windows-1252" },
  { name: "HTML waits no longer than it must", head: "<meta charset=gbk>", hints: { format: "html" }, expected: "gbk" },
  { name: "text does not wait", head: "x", hints: { format: "text" }, expected: "windows-1252" },
];

describe("finding a charset while bytes come", () => {
  for (const { name, head, hints, expected } of waits) {
    test(name, () => assert.equal(findCharset(Buffer.from(head, "latin1"), hints, false), expected));
  }
});
