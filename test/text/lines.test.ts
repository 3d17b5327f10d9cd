import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELD_LINES, type FieldLines } from "../../src/text/field-line.ts";
import { PLAYLIST_URL_ATTRIBUTES } from "../../src/text/playlist-line.ts";
import { TEXT_REWRITERS, type TextFormat } from "../../src/text/text-rewriters.ts";
import { rewriteWhole } from "../../src/text-rewriter.ts";
import { type Case, INTERNAL, newContext, PUBLIC, testCases } from "./harness.ts";

const CASES: Partial<Record<TextFormat, Case[]>> = {
  playlist: [
    {
      name: "HLS",
      input:
        `#EXTM3U\r\n#EXT-X-KEY:METHOD=AES-128,URI="/key?a,b",IV=0x1\r\n#EXTINF:9.0,${INTERNAL}\r\n/a.ts\r\nb.ts\r\n` +
        `{$base}/c.ts\r\n#EXT-X-MEDIA:NAME="/n",URI="audio.m3u8"\r\n${INTERNAL}/d.ts`,
      expected:
        `#EXTM3U\r\n#EXT-X-KEY:METHOD=AES-128,URI="/app/key?a,b",IV=0x1\r\n#EXTINF:9.0,${PUBLIC}\r\n/app/a.ts\r\nb.ts\r\n` +
        `{$base}/c.ts\r\n#EXT-X-MEDIA:NAME="/n",URI="audio.m3u8"\r\n${PUBLIC}/d.ts`,
    },
    { name: "unfinished strings", input: '#EXT-X-KEY:URI="/x\n#EXT-X-KEY:URI=\n#' },
  ],
  "cache-manifest": [
    {
      name: "every section of a cache manifest",
      input: `CACHE MANIFEST\n# ${INTERNAL} 1\n/a\nb\nFALLBACK:\n/ /off.html\nSETTINGS:\nprefer-online\nNETWORK:\n*\n`,
      expected: `CACHE MANIFEST\n# ${PUBLIC} 1\n/app/a\nb\nFALLBACK:\n/app/ /app/off.html\nSETTINGS:\nprefer-online\nNETWORK:\n*\n`,
    },
  ],
  robots: [
    {
      name: "robots.txt",
      input: `User-agent: *\nDISALLOW : /x/*.gif$ # /y\nAllow: /\nDisallow:\n# ${INTERNAL}\nSitemap:${INTERNAL}/s.xml`,
      expected: `User-agent: *\nDISALLOW : /app/x/*.gif$ # /y\nAllow: /app/\nDisallow:\n# ${PUBLIC}\nSitemap:${PUBLIC}/s.xml`,
    },
  ],
  "event-stream": [
    {
      name: "an event stream",
      input: `: ${INTERNAL}\nid: ${INTERNAL}/1\nevent: a\ndata: {"u":"http:\\/\\/legacy.internal:8080\\/x"}\ndata:${INTERNAL}\r\n\r\ndata\n\n`,
      expected: `: ${INTERNAL}\nid: ${INTERNAL}/1\nevent: a\ndata: {"u":"https:\\/\\/www.example.com\\/app\\/x"}\ndata:${PUBLIC}\r\n\r\ndata\n\n`,
    },
    {
      name: "a line that is longer than what may be held back is searched for names",
      pendingTokenBytes: 48,
      input: `data: ${"x".repeat(60)} ${INTERNAL}/y\nid: ${INTERNAL}/1\n`,
      expected: `data: ${"x".repeat(60)} ${PUBLIC}/y\nid: ${INTERNAL}/1\n`,
    },
  ],
  folded: [
    {
      name: "a calendar, whose long lines are folded",
      input:
        "BEGIN:VCALENDAR\r\nDESCRIPTION:see ht\r\n tp://legacy.inte\r\n rnal:8080\r\n /x\\nor\n\t more\r\n" +
        `URL:${INTERNAL}/y\r\nUID:1@legacy.internal:8080\r\nEND:VCALENDAR\r\n`,
      expected:
        "BEGIN:VCALENDAR\r\nDESCRIPTION:see https://www.example.com/app\r\n /x\\nor\n\t more\r\n" +
        `URL:${PUBLIC}/y\r\nUID:1@legacy.internal:8080\r\nEND:VCALENDAR\r\n`,
    },
    { name: "a fold between words", input: `x\n ${INTERNAL}\n`, expected: `x\n ${PUBLIC}\n` },
    { name: "a name that ends with its line", input: `${INTERNAL}\n.example`, expected: `${PUBLIC}\n.example` },
    { name: "a name that goes on behind a fold", input: `${INTERNAL}\n 1/x` },
  ],
  ini: [
    {
      name: "a playlist and a shortcut",
      input: `[playlist]\nFile1=/a.mp3\nFile12 = ${INTERNAL}/b.mp3\nTitle1=${INTERNAL}\n[InternetShortcut]\nURL=/x\n`,
      expected: `[playlist]\nFile1=/app/a.mp3\nFile12 = ${PUBLIC}/b.mp3\nTitle1=${PUBLIC}\n[InternetShortcut]\nURL=/app/x\n`,
    },
  ],
  form: [
    {
      name: "form fields keep their escapes",
      input: "a=1&u=http%3A%2F%2Flegacy.internal%3A8080%2Fx&v=http%3a//legacy.internal%3a8080/y&w=%2Fz",
      expected: "a=1&u=https%3A%2F%2Fwww.example.com%2Fapp%2Fx&v=https%3a//www.example.com/app/y&w=%2Fz",
    },
    {
      name: "names in a text with spaces, line breaks and quotes",
      input:
        "t=see+http%3A%2F%2Flegacy.internal%3A8080%2Fx%0D%0Ahttp%3A%2F%2Flegacy.internal%3A8080%2Fy+%22http://legacy.internal:8080/z%22",
      expected:
        "t=see+https%3A%2F%2Fwww.example.com%2Fapp%2Fx%0D%0Ahttps%3A%2F%2Fwww.example.com%2Fapp%2Fy+%22https://www.example.com/app/z%22",
    },
    { name: "another name of the application would not come back as it was", input: "u=http%3A%2F%2Flegacy%2Fz" },
    { name: "malformed fields", input: "&&=&%&%zz=%2&+%41+&a%" },
  ],
};

for (const [format, cases] of Object.entries(CASES) as [TextFormat, Case[]][]) {
  testCases(
    cases.map((row) => ({ ...row, name: `${format}: ${row.name}` })),
    TEXT_REWRITERS[format],
  );
}

for (const attribute of PLAYLIST_URL_ATTRIBUTES) {
  test(`playlist: ${attribute}`, () => {
    assert.equal(rewritten("playlist", `#EXT-X-Y:${attribute}="/x"`), `#EXT-X-Y:${attribute}="/app/x"`);
    assert.equal(rewritten("playlist", `#EXT-X-Y:X-${attribute}="/x"`), `#EXT-X-Y:X-${attribute}="/x"`);
  });
}

const FIELD_SAMPLES: Record<keyof typeof FIELD_LINES, Record<string, [input: string, expected: string]>> = {
  robots: {
    sitemap: ["Sitemap: /s.xml", "Sitemap: /app/s.xml"],
    allow: ["Allow: /x", "Allow: /app/x"],
    disallow: ["Disallow: /x", "Disallow: /app/x"],
  },
  "event-stream": { data: [`data: ${INTERNAL}`, `data: ${PUBLIC}`] },
  ini: {
    file: ["File1=/x", "File1=/app/x"],
    url: ["URL=/x", "URL=/app/x"],
    baseurl: ["BASEURL=/x", "BASEURL=/app/x"],
    iconfile: ["IconFile=/x.ico", "IconFile=/app/x.ico"],
  },
};

for (const [format, { fields, separator }] of Object.entries(FIELD_LINES) as [keyof typeof FIELD_LINES, FieldLines][]) {
  for (const field of Object.keys(fields)) {
    test(`${format}: ${field}`, () => {
      const [input, expected] = FIELD_SAMPLES[format][field] ?? ["", "a row without a sample"];
      assert.equal(rewritten(format, input), expected);
      assert.notEqual(rewritten(format, input.replace(separator, `x${separator}`)), expected);
    });
  }
}

test("event-stream: a complete line is never held back", () => {
  const rewriter = TEXT_REWRITERS["event-stream"](newContext());
  assert.equal(rewriter.write(`data: ${INTERNAL}`), "");
  assert.equal(rewriter.write("\n"), `data: ${PUBLIC}\n`);
});

test("json: a complete line is never held back", () => {
  const rewriter = TEXT_REWRITERS.json(newContext());
  assert.equal(rewriter.write(`{"a":"${INTERNAL}"}\n`), `{"a":"${PUBLIC}"}\n`);
});

function rewritten(format: TextFormat, text: string): string {
  return rewriteWhole(TEXT_REWRITERS[format](newContext()), text);
}
