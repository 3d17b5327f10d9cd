import assert from "node:assert/strict";
import { test } from "node:test";
import { areFields } from "../../src/message/field-syntax.ts";

for (const { name, fields, expected } of [
  { name: "none", fields: [], expected: true },
  { name: "odd names", fields: ["!#$%&'*+-.^_`|~09aZ", "x"], expected: true },
  { name: "an empty value", fields: ["A", ""], expected: true },
  { name: "tabs, spaces and octets beyond ASCII", fields: ["A", " \t\xe9\xff "], expected: true },
  { name: "an empty name", fields: ["", "x"], expected: false },
  { name: "a space in a name", fields: ["A B", "x"], expected: false },
  { name: "a colon in a name", fields: ["A:", "x"], expected: false },
  { name: "an octet beyond ASCII in a name", fields: ["\xe9", "x"], expected: false },
  { name: "LF in a value", fields: ["A", "x\ny"], expected: false },
  { name: "LF at the end of a value", fields: ["A", "x\n"], expected: false },
  { name: "CR in a value", fields: ["A", "x\ry"], expected: false },
  { name: "NUL in a value", fields: ["A", "\0"], expected: false },
  { name: "a control char in the second of two", fields: ["A", "x", "B", "\x7f"], expected: false },
  { name: "what is no latin1", fields: ["A", "\u0100"], expected: false },
]) {
  test(`fields: ${name}`, () => assert.equal(areFields(fields), expected));
}
