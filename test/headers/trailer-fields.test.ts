import assert from "node:assert/strict";
import { test } from "node:test";
import { mapTrailerFields } from "../../src/headers/trailer-fields.ts";
import { responseContext } from "./contexts.ts";

for (const { name, raw, mapped } of [
  { name: "any field", raw: ["X-Checksum", "1", "x-checksum", "2"], mapped: ["X-Checksum", "1", "x-checksum", "2"] },
  { name: "the same table as for the head", raw: ["Link", "</x>"], mapped: ["Link", "</app/x>"] },
  { name: "digests of another body", raw: ["Content-Digest", "sha-256=:x:"], mapped: [] },
  {
    name: "framing, cookies, authentication",
    raw: ["Content-Length", "9", "Set-Cookie", "a=b", "Transfer-Encoding", "x"],
    mapped: [],
  },
]) {
  test(`mapTrailerFields(): ${name}`, () => {
    assert.deepEqual(mapTrailerFields(raw, responseContext({ bodyChanged: true })), mapped);
  });
}
