import assert from "node:assert/strict";
import { test } from "node:test";
import { policyHashes } from "../../../src/values/csp/policy-hashes.ts";

const HASH = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

const cases = [
  { name: "no policy", policies: [], expected: { scripts: false, styles: false } },
  { name: "no hash", policies: ["script-src 'self' 'nonce-a'"], expected: { scripts: false, styles: false } },
  {
    name: "a script's",
    policies: [`default-src 'self'; script-src ${HASH}`],
    expected: { scripts: true, styles: false },
  },
  { name: "a style's", policies: [`STYLE-SRC-ELEM ${HASH.toUpperCase()}`], expected: { scripts: false, styles: true } },
  { name: "of whatever kind", policies: [`default-src ${HASH}`], expected: { scripts: true, styles: true } },
  {
    name: "in the second policy of a line",
    policies: [`img-src *, script-src ${HASH}`],
    expected: { scripts: true, styles: false },
  },
  {
    name: "in the second line",
    policies: ["img-src *", `style-src ${HASH}`],
    expected: { scripts: false, styles: true },
  },
  { name: "where it means nothing", policies: [`img-src ${HASH}`], expected: { scripts: false, styles: false } },
] as const;

for (const { name, policies, expected } of cases) {
  test(`hashes in a policy: ${name}`, () => assert.deepEqual(policyHashes(policies), expected));
}
