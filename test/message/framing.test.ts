import assert from "node:assert/strict";
import { test } from "node:test";
import {
  framingFault,
  hasContent,
  isForwardable,
  isLengthAmbiguous,
  withContentLengthOf,
} from "../../src/message/framing.ts";

for (const { name, headers, minor = 1, expected } of [
  { name: "nothing", headers: {}, expected: undefined },
  { name: "a length", headers: { "content-length": "2" }, expected: undefined },
  { name: "the longest length", headers: { "content-length": "9007199254740991" }, expected: undefined },
  { name: "a length beyond 2^53", headers: { "content-length": "9007199254740993" }, expected: "content-too-large" },
  {
    name: "a length that a float makes longer than 64 bits",
    headers: { "content-length": "18446744073709551615" },
    expected: "content-too-large",
  },
  { name: "chunked", headers: { "transfer-encoding": "Chunked" }, expected: undefined },
  { name: "both", headers: { "content-length": "2", "transfer-encoding": "chunked" }, expected: "invalid-framing" },
  { name: "chunked in HTTP/1.0", headers: { "transfer-encoding": "chunked" }, minor: 0, expected: "invalid-framing" },
  { name: "not chunked", headers: { "transfer-encoding": "gzip" }, expected: "invalid-framing" },
  { name: "chunked and more", headers: { "transfer-encoding": "chunked, gzip" }, expected: "invalid-framing" },
  { name: "more and chunked", headers: { "transfer-encoding": "gzip, chunked" }, expected: "unknown-transfer-coding" },
  { name: "an empty coding", headers: { "transfer-encoding": "" }, expected: "invalid-framing" },
]) {
  test(`framing of a request: ${name}`, () => assert.equal(framingFault(headers, minor), expected));
}

for (const { name, headers, expected } of [
  { name: "neither", headers: {}, expected: false },
  { name: "a length of 0", headers: { "content-length": "0" }, expected: false },
  { name: "a length", headers: { "content-length": "1" }, expected: true },
  { name: "chunked", headers: { "transfer-encoding": "chunked" }, expected: true },
]) {
  test(`content of a request: ${name}`, () => assert.equal(hasContent(headers), expected));
}

for (const { name, status = 200, headers = {}, expected } of [
  { name: "200", expected: true },
  { name: "999", status: 999, expected: true },
  { name: "199", status: 199, expected: false },
  { name: "99", status: 99, expected: false },
  { name: "1000", status: 1000, expected: false },
  { name: "chunked", headers: { "transfer-encoding": "CHUNKED" }, expected: true },
  { name: "another coding", headers: { "transfer-encoding": "foo" }, expected: false },
  { name: "two codings", headers: { "transfer-encoding": "gzip, chunked" }, expected: false },
  { name: "two lines", headers: { "transfer-encoding": ["chunked", "chunked"] as unknown as string }, expected: false },
]) {
  test(`a response that can be forwarded: ${name}`, () => assert.equal(isForwardable(status, headers), expected));
}

for (const { status, expected } of [
  { status: 200, expected: ["A", "1", "Content-LENGTH", "2"] },
  { status: 304, expected: ["A", "1", "Content-LENGTH", "2"] },
  { status: 103, expected: ["A", "1"] },
  { status: 101, expected: ["A", "1"] },
  { status: 204, expected: ["A", "1"] },
  { status: 205, expected: ["A", "1", "Content-Length", "0"] },
]) {
  test(`the length in a ${status}`, () => {
    assert.deepEqual(withContentLengthOf(status, ["A", "1", "Content-LENGTH", "2"]), expected);
  });
}

for (const { name, fields, expected } of [
  { name: "neither", fields: [], expected: false },
  { name: "a length", fields: ["Content-Length", "2"], expected: false },
  { name: "a coding", fields: ["Transfer-Encoding", "chunked"], expected: false },
  { name: "both", fields: ["Content-Length", "2", "transfer-encoding", "chunked"], expected: true },
  { name: "two lengths", fields: ["Content-Length", "2", "content-length", "2"], expected: true },
  { name: "a length that is none", fields: ["Content-Length", "+2"], expected: true },
]) {
  test(`an ambiguous length: ${name}`, () => assert.equal(isLengthAmbiguous(fields), expected));
}
