import assert from "node:assert/strict";
import { test } from "node:test";
import { mapRequestFields } from "../../src/headers/request-fields.ts";
import { mapResponseFields } from "../../src/headers/response-fields.ts";
import { END_TO_END, HOP_BY_HOP, nominatedFields } from "../../src/message/hop-by-hop.ts";
import { requestContext, responseContext } from "../headers/contexts.ts";

for (const name of Object.keys(HOP_BY_HOP)) {
  test(`${name} goes no further, in either direction`, () => {
    assert.deepEqual(mapResponseFields([name.toUpperCase(), "x"], responseContext()), []);
    assert.ok(!mapRequestFields([name.toUpperCase(), "x"], requestContext()).includes(name.toUpperCase()));
  });
}

for (const name of END_TO_END) {
  test(`${name} stays, whatever Connection says`, () => {
    const raw = ["Connection", name, name, "x"];
    assert.deepEqual(mapResponseFields(raw, responseContext()), [name, "x"]);
    assert.ok(mapRequestFields(raw, requestContext()).includes(name));
  });
}

test("nominatedFields() reads every line, in any case", () => {
  const raw = ["connection", " X-A ,,close", "Accept", "x-c", "CONNECTION", "keep-alive,x-b"];
  assert.deepEqual(nominatedFields(raw), new Set(["x-a", "x-b"]));
  assert.equal(nominatedFields(["Connection", "keep-alive, Upgrade"]), undefined);
});
