import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { createRewriter, type RewriterOptions } from "../../src/body/rewriter.ts";
import { rewriteTransform, rewriteTransformStream } from "../../src/body/streams.ts";
import { UrlMap } from "../../src/url/map.ts";

const map = new UrlMap([{ public: "https://www.example.com/app/", internal: "http://legacy.internal:8080/" }]);

function run(options: Partial<RewriterOptions>, ...chunks: (string | Uint8Array)[]): Buffer {
  const pieces: Uint8Array[] = [];
  const rewriter = createRewriter({ map, ...options }, (bytes) => pieces.push(bytes));
  for (const chunk of chunks) rewriter.write(Buffer.from(chunk as string));
  rewriter.end();
  return Buffer.concat(pieces);
}

const PAGE = '<p>é <a href="/x">http://legacy.internal:8080/y</a>';
const REWRITTEN = '<p>é <a href="/app/x">https://www.example.com/app/y</a>';

const documents: { type: string; input: string; expected: string }[] = [
  { type: "text/html", input: PAGE, expected: REWRITTEN },
  { type: "text/css", input: 'a{b:url("/x")}', expected: 'a{b:url("/app/x")}' },
  {
    type: "text/javascript",
    input: 'u="http://legacy.internal:8080/x"',
    expected: 'u="https://www.example.com/app/x"',
  },
  {
    type: "application/json",
    input: '{"u":"http:\\/\\/legacy.internal:8080\\/x"}',
    expected: '{"u":"https:\\/\\/www.example.com\\/app\\/x"}',
  },
  { type: "application/manifest+json", input: '{"start_url":"/x"}', expected: '{"start_url":"/app/x"}' },
  {
    type: "application/rss+xml",
    input: "<rss><channel><link>/x</link></channel></rss>",
    expected: "<rss><channel><link>/app/x</link></channel></rss>",
  },
  { type: "application/vnd.apple.mpegurl", input: "#EXTM3U\n/a.ts\n", expected: "#EXTM3U\n/app/a.ts\n" },
  {
    type: "text/event-stream",
    input: "data: http://legacy.internal:8080/x\n\n",
    expected: "data: https://www.example.com/app/x\n\n",
  },
  { type: "image/png", input: PAGE, expected: PAGE },
];

for (const { type, input, expected } of documents) {
  test(`document: ${type}`, () => {
    assert.equal(run({ type }, input).toString(), expected);
    assert.equal(run({ type }, ...[...Buffer.from(input)].map((byte) => Uint8Array.of(byte))).toString(), expected);
  });
}

test("the base is what root-relative references are relative to", () => {
  assert.equal(run({ base: "http://elsewhere/" }, '<a href="/x">').toString(), '<a href="/x">');
});

test("UTF-16 stays UTF-16", () => {
  const bytes = Buffer.from(`\ufeff${PAGE}`, "utf16le");
  assert.equal(run({}, bytes).toString("utf16le"), `\ufeff${REWRITTEN}`);
});

test("a rewriter that has ended is dead", () => {
  const rewriter = createRewriter({ map }, () => {});
  rewriter.end();
  assert.throws(() => rewriter.write(Buffer.from("x")), { code: "ERR_DEAD" });
  assert.throws(() => rewriter.end(), { code: "ERR_DEAD" });
});

test("a rewriter whose sink failed is dead", () => {
  const rewriter = createRewriter({ map }, () => {
    throw new Error("full");
  });
  assert.throws(() => rewriter.write(Buffer.from("x".repeat(2000))), { message: "full" });
  assert.throws(() => rewriter.end(), { code: "ERR_DEAD" });
});

test("as a Node stream", async () => {
  const output = await buffer(
    Readable.from([Buffer.from(PAGE.slice(0, 5)), Buffer.from(PAGE.slice(5))]).pipe(
      rewriteTransform({ map, type: "text/html; charset=utf-8" }),
    ),
  );
  assert.equal(output.toString(), REWRITTEN);
});

test("as a web stream", async () => {
  const source = new Blob([PAGE]).stream().pipeThrough(rewriteTransformStream({ map }));
  assert.equal(await new Response(source).text(), REWRITTEN);
});

const unusable: { name: string; input: object; expected: string }[] = [
  {
    name: "an unknown engine",
    input: { engine: "regex" },
    expected: 'Cannot use engine "regex": expected one of scan, htmlparser2, parse5',
  },
  {
    name: "an unknown engine among the options",
    input: { options: { engine: "regex" } },
    expected: 'Cannot use engine "regex": expected one of scan, htmlparser2, parse5',
  },
  {
    name: "an unknown option",
    input: { options: { form: true } },
    expected: 'Cannot use option "form": there is no such option',
  },
];

for (const { name, input, expected } of unusable) {
  test(`${name} is refused`, () => {
    assert.throws(() => createRewriter({ map, ...input }, () => {}), { code: "ERR_CONFIG", message: expected });
  });
}
