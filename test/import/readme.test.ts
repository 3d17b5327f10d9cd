import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { importConfig } from "../../src/import/import-config.ts";

test("the example of the README is what is printed", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, input = ""] = /^```apache\n(.*?)^```$/ms.exec(readme) ?? [];
  const [, expected] = /^```yaml\n(# reorigin import .*?)^```$/ms.exec(readme) ?? [];
  assert.equal(importConfig("apache", input, "site.conf"), expected);
});
