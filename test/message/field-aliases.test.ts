import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutAliases } from "../../src/message/field-aliases.ts";

const DROPPED = [
  "X_Forwarded_For",
  "__proto__",
  "a_b",
  "_",
  "X.Forwarded.For",
  "x!real~ip",
  "Transfer.Encoding",
  "CONTENT+LENGTH",
  "x'original'url",
  "X.Forwarded.User",
  "remote!user",
];
const KEPT = [
  "X-Forwarded-For",
  "Host",
  "X.Dot",
  "!#$%&'*+-.^`|~",
  "constructor",
  "X-Forwarded-For.",
  "X.Forward.User",
];

for (const name of DROPPED) {
  test(`${name} could be taken for another field`, () => {
    assert.deepEqual(withoutAliases(["A", "1", name, "x_y", "B", "2_3"]), ["A", "1", "B", "2_3"]);
  });
}

for (const name of KEPT) {
  test(`${name} is what it is`, () => {
    const raw = ["A", "1", name, "x_y"];
    assert.deepEqual(withoutAliases(raw), raw);
    assert.deepEqual(withoutAliases([...raw, "a_b", "1"]), raw);
  });
}
