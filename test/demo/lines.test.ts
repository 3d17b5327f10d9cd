import assert from "node:assert/strict";
import test from "node:test";
import { comparePieces, pairLines } from "../../src/demo/comparison/lines.ts";

const pairings = [
  {
    name: "fields pair by name, whatever their order",
    sent: ["HTTP/1.1 200 OK", "Date: d", "Location: a", "", "body"],
    received: ["HTTP/1.1 200 OK", "location: b", "Date: d", "Via: v", "", "body"],
    expected: ["HTTP/1.1 200 OK", "Date: d", "location: b", "", "body"],
  },
  {
    name: "fields of one name pair by place",
    sent: ["HTTP/1.1 200 OK", "Set-Cookie: a", "Set-Cookie: b", ""],
    received: ["HTTP/1.1 200 OK", "Set-Cookie: c", "Set-Cookie: d", ""],
    expected: ["HTTP/1.1 200 OK", "Set-Cookie: c", "Set-Cookie: d", ""],
  },
  {
    name: "a dropped field pairs with nothing",
    sent: ["HTTP/1.1 200 OK", "ETag: e", "", "body"],
    received: ["HTTP/1.1 200 OK", "", "body"],
    expected: ["HTTP/1.1 200 OK", "", "", "body"],
  },
  {
    name: "lines of the body pair by number, empty ones too",
    sent: ["HTTP/1.1 200 OK", "", "one", "", "three"],
    received: ["HTTP/1.1 200 OK", "X: y", "", "eins", "", "drei"],
    expected: ["HTTP/1.1 200 OK", "", "eins", "", "drei"],
  },
];

for (const { name, sent, received, expected } of pairings) {
  test(name, () => {
    const pairs = pairLines(sent, received);
    assert.deepEqual(
      pairs.map((pair) => pair.sent),
      sent,
    );
    assert.deepEqual(
      pairs.map((pair) => pair.received),
      expected,
    );
  });
}

const comparisons = [
  { name: "nothing differs", sent: "a b", received: "a b", expected: [] },
  { name: "one word differs", sent: `<a href="http://a/">`, received: `<a href="http://b/">`, expected: ["http://a/"] },
  {
    name: "two words differ",
    sent: "img http://a; ws://a",
    received: "img http://b; ws://b",
    expected: ["http://a", "ws://a"],
  },
  { name: "lines of unlike length differ between their common ends", sent: "a b c", received: "a c", expected: ["b "] },
  {
    name: "a character reference in a URL",
    sent: '<a href="http&#58;//a/">four</a>',
    received: '<a href="http://b/">four</a>',
    expected: ["http&#58;//a/"],
  },
  { name: "a line that has no other differs as a whole", sent: "a b", received: "", expected: ["a b"] },
];

for (const { name, sent, received, expected } of comparisons) {
  test(name, () => {
    const pieces = comparePieces({ sent, received }).sent;
    assert.equal(pieces.map(({ text }) => text).join(""), sent);
    assert.deepEqual(
      pieces.filter(({ differs, text }) => differs && text !== "").map(({ text }) => text),
      expected,
    );
  });
}
