import assert from "node:assert/strict";
import { test } from "node:test";
import { ContinueFilter } from "../../src/upstream/continue-filter.ts";

const CONTINUE = "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n";
const FINAL = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

const cases = [
  { name: "no interim response", input: FINAL, expected: FINAL },
  { name: "one", input: CONTINUE + FINAL, expected: FINAL },
  { name: "two", input: CONTINUE + CONTINUE + FINAL, expected: FINAL },
  { name: "of HTTP/1.0", input: `HTTP/1.0 100 Continue\r\n\r\n${FINAL}`, expected: FINAL },
  {
    name: "another interim response",
    input: `HTTP/1.1 103 Early Hints\r\n\r\n${FINAL}`,
    expected: `HTTP/1.1 103 Early Hints\r\n\r\n${FINAL}`,
  },
  { name: "more than are dropped", input: CONTINUE.repeat(4) + FINAL, expected: CONTINUE + FINAL },
  { name: "in the middle of a response", input: FINAL + CONTINUE, expected: FINAL + CONTINUE },
  { name: "a status that begins alike", input: "HTTP/1.1 1000 X\r\n\r\n", expected: "HTTP/1.1 1000 X\r\n\r\n" },
  { name: "no HTTP at all", input: "SSH-2.0", expected: "SSH-2.0" },
  {
    name: "a head without end",
    input: `HTTP/1.1 100 ${"x".repeat(9000)}`,
    expected: `HTTP/1.1 100 ${"x".repeat(9000)}`,
  },
];

function filtered(pieces: readonly string[]): string {
  const filter = new ContinueFilter(3);
  filter.expectResponse();
  return pieces.map((piece) => filter.pass(Buffer.from(piece, "latin1"))?.toString("latin1") ?? "").join("");
}

for (const { name, input, expected } of cases) {
  test(`100 Continue: ${name}, whole`, () => assert.equal(filtered([input]), expected));
  test(`100 Continue: ${name}, char by char`, () => assert.equal(filtered([...input]), expected));
}

test("100 Continue: only where a response begins", () => {
  const filter = new ContinueFilter(3);
  filter.expectResponse();
  filter.pass(Buffer.from(FINAL));
  assert.equal(filter.pass(Buffer.from(CONTINUE))?.toString(), CONTINUE);
  filter.expectResponse();
  assert.equal(filter.pass(Buffer.from(CONTINUE)), null);
});
