import assert from "node:assert/strict";
import { test } from "node:test";
import { trailerFields } from "../../src/message/trailer-fields.ts";

for (const { name, raw, expected } of [
  { name: "any field", raw: ["X-Checksum", "1", "x-checksum", "2"], expected: ["X-Checksum", "1", "x-checksum", "2"] },
  { name: "framing", raw: ["Content-Length", "9", "X-A", "1", "Trailer", "X-A"], expected: ["X-A", "1"] },
  { name: "cookies and credentials", raw: ["set-cookie", "a=b", "WWW-Authenticate", "Basic"], expected: [] },
  { name: "what decides how content is read", raw: ["Content-Type", "a/b", "content-encoding", "gzip"], expected: [] },
]) {
  test(`trailerFields(): ${name}`, () => assert.deepEqual(trailerFields(raw), expected));
}
