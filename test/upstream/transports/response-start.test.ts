import assert from "node:assert/strict";
import { test } from "node:test";
import { ResponseStart } from "../../../src/upstream/transports/response-start.ts";

const CONTINUE = "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n";
const FINAL = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

const OLD = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n";

const cases = [
  { name: "no interim response", input: FINAL, expected: FINAL },
  { name: "one", input: CONTINUE + FINAL, expected: FINAL },
  { name: "two", input: CONTINUE + CONTINUE + FINAL, expected: FINAL },
  { name: "of HTTP/1.0", input: `HTTP/1.0 100 Continue\r\n\r\n${FINAL}`, expected: FINAL },
  { name: "one without a reason", input: `HTTP/1.1 100\r\n\r\n${FINAL}`, expected: FINAL },
  {
    name: "after another interim response",
    input: `HTTP/1.1 103 Early Hints\r\n\r\n${CONTINUE}${FINAL}`,
    expected: `HTTP/1.1 103 Early Hints\r\n\r\n${FINAL}`,
  },
  {
    name: "another protocol",
    input: `HTTP/1.1 101 Switching Protocols\r\n\r\n${CONTINUE}`,
    expected: `HTTP/1.1 101 Switching Protocols\r\n\r\n${CONTINUE}`,
  },
  { name: "HTTP/1.0", input: OLD, expected: OLD },
  {
    name: "HTTP/1.0 in chunks",
    input: "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTRANSFER-Encoding: chunked\r\n\r\n0\r\n\r\n",
    expected:
      "HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\nTRANSFER-Encoding: chunked\r\n\r\n0\r\n\r\n",
  },
  ...["HTTP/2.0 200 OK", "HTTP/2.1 200 OK", "HTTP/0.9 200 OK", "HTTP/1.2 200 OK", "HTTP/2", "HTTP/11", "HTTP/ "].map(
    (input) => ({
      name: input,
      input,
      expected: `\0${input}`,
    }),
  ),
  {
    name: "another version behind an interim response",
    input: `${CONTINUE}HTTP/2.0 200 OK\r\n\r\n`,
    expected: "\0HTTP/2.0 200 OK\r\n\r\n",
  },
  {
    name: "HTTP/1.0 with an endless head",
    input: `HTTP/1.0 200 ${"x".repeat(9000)}`,
    expected: `HTTP/1.0 200 ${"x".repeat(9000)}`,
  },
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
  const start = new ResponseStart(3);
  start.expect();
  return pieces.map((piece) => start.pass(Buffer.from(piece, "latin1"))?.toString("latin1") ?? "").join("");
}

for (const { name, input, expected } of cases) {
  test(`start of a response: ${name}, whole`, () => assert.equal(filtered([input]), expected));
  test(`start of a response: ${name}, char by char`, () => assert.equal(filtered([...input]), expected));
}

test("start of a response: only where a response begins", () => {
  const start = new ResponseStart(3);
  start.expect();
  start.pass(Buffer.from(FINAL));
  assert.equal(start.pass(Buffer.from(CONTINUE))?.toString(), CONTINUE);
  start.expect();
  assert.equal(start.pass(Buffer.from(CONTINUE)), null);
});
