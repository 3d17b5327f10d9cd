import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { yamlLayer } from "../../src/config/layers/yaml-layer.ts";
import { loadConfig } from "../../src/config/load.ts";

const RECIPES = new URL("../../docs/recipes/", import.meta.url);
const FILES = [
  new URL("../../README.md", import.meta.url),
  ...readdirSync(RECIPES).map((name) => new URL(name, RECIPES)),
];

const CERTIFICATES = join(import.meta.dirname, "../certificates");

const folder = mkdtempSync(join(tmpdir(), "reorigin-recipes-"));
mkdirSync(join(folder, "site"));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const file of FILES) {
  const blocks = [...readFileSync(file, "utf8").matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ""]) => text);
  for (const [i, text] of blocks.filter((block) => /^routes:$/m.test(block)).entries()) {
    test(`a configuration that can be copied: ${file.pathname.split("/").at(-1)}, number ${i + 1}`, () => {
      const here = text
        .replace(/^( +root:) [^\s#]+/gm, "$1 ./site")
        .replace(/^( +cert:) [^\s#]+/gm, `$1 ${CERTIFICATES}/www.crt`)
        .replace(/^( +key:) [^\s#]+/gm, `$1 ${CERTIFICATES}/www.key`);
      assert.ok(loadConfig([yamlLayer(here, join(folder, "reorigin.yaml"))]).routes.length > 0);
    });
  }
}
