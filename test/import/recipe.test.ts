import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { importConfig } from "../../src/import/import-config.ts";

test("the example of the recipe is what is printed", () => {
  const recipe = readFileSync(new URL("../../docs/recipes/import.md", import.meta.url), "utf8");
  const [, input = ""] = /^```apache\n(.*?)^```$/ms.exec(recipe) ?? [];
  const [, expected] = /^```yaml\n(# reorigin import .*?)^```$/ms.exec(recipe) ?? [];
  assert.equal(importConfig("apache", input, "site.conf"), expected);
});
