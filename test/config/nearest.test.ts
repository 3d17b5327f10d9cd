import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { nearest } from "../../src/config/nearest.ts";

const NAMES = ["listen", "limits", "public", "internal", "alias", "type"];

const cases: { name: string; input: string; expected: string | undefined }[] = [
  { name: "neighbours swapped", input: "pubilc", expected: "public" },
  { name: "a letter too many", input: "aliass", expected: "alias" },
  { name: "a letter missing", input: "lisen", expected: "listen" },
  { name: "another letter", input: "intermal", expected: "internal" },
  { name: "another case", input: "PUBLIC", expected: "public" },
  { name: "the nearer of two", input: "limit", expected: "limits" },
  { name: "nothing in common", input: "frobnicate", expected: undefined },
  { name: "too short to guess", input: "x", expected: undefined },
  { name: "empty", input: "", expected: undefined },
];

describe("nearest", () => {
  for (const { name, input, expected } of cases) test(name, () => assert.equal(nearest(input, NAMES), expected));
});
