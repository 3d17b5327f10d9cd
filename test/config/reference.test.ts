import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { reference } from "./reference.ts";

const FILE = fileURLToPath(new URL("../../docs/configuration.md", import.meta.url));

test("docs/configuration.md says what the schema says (to renew it: --test-update-snapshots)", (t) => {
  t.assert.fileSnapshot(reference(), FILE, { serializers: [(text) => text] });
});
