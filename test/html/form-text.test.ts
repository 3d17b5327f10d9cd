import assert from "node:assert/strict";
import { test } from "node:test";
import { FormText } from "../../src/html/content/form-text.ts";
import { contextOf } from "./harness.ts";

const I = "http://legacy.internal:8080";
const P = "https://www.example.com";

const cases = [
  { name: "references are read", input: `a ${I}&#x2F;x &lt;${I}/y`, expected: `a ${P}&#x2F;x &lt;${P}/y` },
  { name: "what stands before a name is read without references", input: `git&#43;${I}`, expected: `git&#43;${I}` },
  { name: "what stands behind a name is, too", input: `${I}&#45;a`, expected: `${I}&#45;a` },
  { name: "too long to be held", input: `${"x".repeat(65)} ${I}/x`, expected: `${"x".repeat(65)} ${P}/x` },
  { name: "nothing", input: "", expected: "" },
] as const;

for (const { name, input, expected } of cases) {
  test(`form text: ${name}`, () => {
    for (let cut = 0; cut <= input.length; cut++) {
      const rewriter = new FormText(contextOf({ pendingTokenBytes: 64 }));
      const output = rewriter.write(input.slice(0, cut)) + rewriter.write(input.slice(cut)) + rewriter.end();
      assert.equal(output, expected, `cut at ${cut}`);
    }
  });
}
