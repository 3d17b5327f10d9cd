import assert from "node:assert/strict";
import { test } from "node:test";
import { isSigned } from "../../src/headers/signature.ts";

const HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const cases: readonly { name: string; value: string; expected: boolean }[] = [
  { name: "Signature", value: "a=:x:", expected: true },
  { name: "signature-input", value: 'a=("content-digest")', expected: true },
  { name: "X-Hub-Signature-256", value: "sha256=x", expected: true },
  { name: "Stripe-Signature", value: "t=1,v1=x", expected: true },
  { name: "X-Shopify-Hmac-Sha256", value: "x", expected: true },
  { name: "X-Amz-Content-Sha256", value: HASH, expected: true },
  { name: "X-Amz-Content-Sha256", value: "UNSIGNED-PAYLOAD", expected: false },
  { name: "Authorization", value: "AWS4-HMAC-SHA256 Credential=x", expected: true },
  { name: "Authorization", value: 'OAuth realm="x", oauth_body_hash="x"', expected: true },
  { name: "Authorization", value: 'Digest username="x", qop=auth-int', expected: true },
  { name: "Authorization", value: 'Signature keyId="x"', expected: true },
  { name: "Authorization", value: 'Digest username="x", qop=auth', expected: false },
  { name: "Authorization", value: "Bearer signature", expected: false },
  { name: "X-Signatures-Wanted", value: "1", expected: false },
];

for (const { name, value, expected } of cases) {
  test(`${name}: ${value} is ${expected ? "" : "not "}a signature`, () => {
    assert.equal(isSigned(["Host", "signature", name, value]), expected);
  });
}
