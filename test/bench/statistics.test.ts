import assert from "node:assert/strict";
import { test } from "node:test";
import { percentile, summary } from "../../bench/statistics.ts";
import { figure, markdownTable, ratio } from "../../bench/table.ts";

const summaries = [
  { name: "one value", values: [4], expected: { median: 4, lowest: 4, highest: 4 } },
  { name: "an odd number, out of order", values: [9, 1, 5], expected: { median: 5, lowest: 1, highest: 9 } },
  { name: "an even number", values: [10, 2, 1, 4], expected: { median: 3, lowest: 1, highest: 10 } },
];
for (const { name, values, expected } of summaries) {
  test(`summary: ${name}`, () => assert.deepEqual(summary(values), expected));
}

const percentiles = [
  { name: "the highest", percent: 100, expected: 5 },
  { name: "between two", percent: 90, expected: 4.6 },
  { name: "the lowest", percent: 0, expected: 1 },
];
for (const { name, percent, expected } of percentiles) {
  test(`percentile: ${name}`, () => assert.equal(percentile([1, 2, 3, 4, 5], percent), expected));
}

const figures = [
  { value: 1832.4, expected: "1832" },
  { value: 40.23, expected: "40.2" },
  { value: 0.662, expected: "0.66" },
];
for (const { value, expected } of figures) {
  test(`figure: ${value}`, () => assert.equal(figure(value), expected));
}

test("ratio: without a reference there is none", () => assert.equal(ratio(3, undefined), "–"));

test("markdownTable: names to the left, figures to the right", () => {
  const table = markdownTable(["engine", "MB/s"], [["scan", "402"]]);
  assert.equal(table, "| engine | MB/s |\n| ------ | ---: |\n| scan   |  402 |\n");
});
