import assert from "node:assert/strict";
import { test } from "node:test";
import { run, type Target } from "./campaign.ts";
import { mutated } from "./mutator.ts";
import { StrictReader } from "./strict-reader.ts";

const GRAMMAR = { samples: ["some text"], words: ["bad", "<", ">"] };

test("a failing input is found, made short, and found again by its number", async () => {
  const target: Target = {
    ...GRAMMAR,
    holds: (text) => assert.ok(!text.includes("bad")),
  };
  const campaign = { seed: 1, from: 0, seconds: 30, onCase() {} };
  const failure = await run(target, campaign);
  assert.equal(failure?.input, "bad");
  assert.equal((await run(target, { ...campaign, from: failure.index }))?.index, failure.index);
});

test("mutations are bytes of a bounded length", () => {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const texts = Array.from({ length: 500 }, () => mutated({ ...GRAMMAR, words: ["\xff", "x".repeat(999)] }, random));
  assert.ok(new Set(texts).size > 400);
  for (const text of texts) assert.match(text, /^[\0-\xff]{0,16384}$/);
});

const GET = "GET /x HTTP/1.1\r\nHost: legacy.internal:8080\r\n";
const readings = [
  { name: "two requests", text: `${GET}\r\n${GET}Content-Length: 2\r\n\r\nab`, count: 2, isClean: true },
  {
    name: "chunks",
    text: `${GET}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nX: y\r\n\r\n`,
    count: 1,
    isClean: true,
  },
  { name: "an unfinished request", text: `${GET}Content-Length: 2\r\n\r\na`, count: 0, isClean: true },
  { name: "two lengths", text: `${GET}Content-Length: 2\r\nContent-Length: 2\r\n\r\nab`, count: 0, isClean: false },
  { name: "a bare line feed", text: `${GET}X: a\nY: b\r\n\r\n`, count: 0, isClean: false },
  { name: "an extension", text: `${GET}Transfer-Encoding: chunked\r\n\r\n0;a\r\n\r\n`, count: 0, isClean: false },
  { name: "bytes between requests", text: `${GET}\r\nab\r\n\r\n`, count: 1, isClean: false },
  { name: "another host", text: "GET / HTTP/1.1\r\nHost: evil\r\n\r\n", count: 0, isClean: false },
];

for (const { name, text, count, isClean } of readings) {
  test(`what is sent on is read strictly: ${name}`, () => {
    const reader = new StrictReader(() => {});
    for (const char of text) reader.read(char);
    assert.deepEqual({ count: reader.count, isClean: reader.problems.length === 0 }, { count, isClean });
  });
}
