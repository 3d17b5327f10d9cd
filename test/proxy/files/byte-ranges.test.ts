import assert from "node:assert/strict";
import { test } from "node:test";
import { rangesOf, spanOf } from "../../../src/proxy/files/byte-ranges.ts";

const fields: { field: string; expected: string[] }[] = [
  { field: "bytes=0-4", expected: ["0-4"] },
  { field: "BYTES=0-4", expected: ["0-4"] },
  { field: "bytes=0-, -5 ,,7-7", expected: ["0-", "-5", "7-7"] },
  { field: "", expected: [] },
  { field: "bytes=", expected: [] },
  { field: "bytes=-", expected: [] },
  { field: "bytes=5-4", expected: [] },
  { field: "bytes=a-b", expected: [] },
  { field: "bytes=0-1,x", expected: [] },
  { field: "items=0-4", expected: [] },
  { field: `bytes=${"9".repeat(16)}-`, expected: [] },
  { field: `bytes=${"0-1,".repeat(11)}`, expected: [] },
];

for (const { field, expected } of fields) {
  test(`ranges of "${field.slice(0, 40)}"`, () => assert.deepEqual(rangesOf(field), expected));
}

const spans: { range: string; size: number; expected: [number, number] | undefined }[] = [
  { range: "0-4", size: 10, expected: [0, 4] },
  { range: "8-", size: 10, expected: [8, 9] },
  { range: "-3", size: 10, expected: [7, 9] },
  { range: "-30", size: 10, expected: [0, 9] },
  { range: "5-99", size: 10, expected: [5, 9] },
  { range: "10-", size: 10, expected: undefined },
  { range: "-0", size: 10, expected: undefined },
  { range: "0-", size: 0, expected: undefined },
];

for (const { range, size, expected } of spans) {
  test(`${range} of ${size} bytes`, () => {
    const span = spanOf(range, size);
    assert.deepEqual(span && [span.first, span.last], expected);
  });
}
