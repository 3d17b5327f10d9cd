import assert from "node:assert/strict";
import { test } from "node:test";
import { mapResponseFields } from "../../src/headers/response-fields.ts";
import { BODY_FIELDS } from "../../src/headers/validators.ts";
import { responseContext } from "./contexts.ts";

/** What becomes of a field where the body is rewritten; undefined for one that is dropped. */
const SAMPLES: Record<keyof typeof BODY_FIELDS, readonly [came: string, goes: string | undefined]> = {
  "content-length": ["5", undefined],
  "content-range": ["bytes 0-4/5", undefined],
  etag: ['"abc"', '"abc-ro123456"'],
  "last-modified": ["Tue, 15 Nov 1994 12:45:26 GMT", undefined],
  "accept-ranges": ["bytes", "none"],
  "content-md5": ["Q2hlY2s=", undefined],
  digest: ["sha-256=x", undefined],
  "content-digest": ["sha-256=:x:", undefined],
  "repr-digest": ["sha-256=:x:", undefined],
  "unencoded-digest": ["sha-256=:x:", undefined],
  signature: ["a=:x:", undefined],
  "signature-input": ['a=("content-digest")', undefined],
  "integrity-policy": ["blocked-destinations=(script)", undefined],
  "integrity-policy-report-only": ["blocked-destinations=(script)", undefined],
};

for (const name of Object.keys(BODY_FIELDS) as (keyof typeof BODY_FIELDS)[]) {
  test(`A6-69 A6-71 ${name} follows the body`, () => {
    const [came, goes] = SAMPLES[name];
    const changed = mapResponseFields([name, came], responseContext({ bodyChanged: true }));
    assert.deepEqual(changed, goes === undefined ? [] : [name, goes]);
    assert.deepEqual(mapResponseFields([name, came], responseContext()), [name, came], "a body that passes");
  });
}

test("last-modified stays beside an entity tag", () => {
  const raw = ["Last-Modified", "Tue, 15 Nov 1994 12:45:26 GMT", "ETag", 'W/"abc"'];
  const mapped = mapResponseFields(raw, responseContext({ bodyChanged: true }));
  assert.deepEqual(mapped, [...raw.slice(0, 3), 'W/"abc-ro123456"']);
});
