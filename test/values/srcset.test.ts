import assert from "node:assert/strict";
import { decodeHTML } from "entities";
import { srcset } from "../../src/values/srcset.ts";
import { mounted } from "./scopes.ts";
import { testValues } from "./table-test.ts";
import { seenBy, testVectors } from "./vectors.ts";

testValues("srcset", [
  { name: "one URL", scope: mounted, input: "/a.png", expected: "/app/a.png" },
  { name: "densities", scope: mounted, input: "/a.png 1x, /b.png 2x", expected: "/app/a.png 1x, /app/b.png 2x" },
  { name: "commas in a URL", scope: mounted, input: "/a,b.png 1x,/c 2x", expected: "/app/a,b.png 1x,/app/c 2x" },
  { name: "commas at a URL's end", scope: mounted, input: "/a.png,, /b.png", expected: "/app/a.png,, /app/b.png" },
  { name: "commas in parentheses", scope: mounted, input: "/a (1,/b) 2x,/c", expected: "/app/a (1,/b) 2x,/app/c" },
  { name: "only separators", scope: mounted, input: " ,, \n" },
  { name: "data:", scope: mounted, input: "data:,a 1x, /b 2x", expected: "data:,a 1x, /app/b 2x" },
]);

/** Candidates that a browser would drop are seen, too. */
testVectors("srcset", ({ id, input, expected }) => {
  const seen = seenBy(srcset, decodeHTML(input));
  if (expected === "") return;
  assert.ok(seen.includes(decodeHTML(String(expected))), `${id}: ${JSON.stringify(seen)}`);
});
