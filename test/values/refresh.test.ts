import assert from "node:assert/strict";
import { refresh } from "../../src/values/refresh.ts";
import { awkward, mounted } from "./scopes.ts";
import { testValues } from "./table-test.ts";
import { seenBy, testVectors } from "./vectors.ts";

testValues("refresh", [
  { name: "a URL", scope: mounted, input: "5; url=/x", expected: "5; url=/app/x" },
  { name: "no url=", scope: mounted, input: "5;/x", expected: "5;/app/x" },
  { name: "a comma", scope: mounted, input: "0,URL = /x", expected: "0,URL = /app/x" },
  { name: "quotes", scope: mounted, input: "0;url='/x' more", expected: "0;url='/app/x' more" },
  { name: "an open quote", scope: mounted, input: '0;url="/x', expected: '0;url="/app/x' },
  {
    name: "a quote in the public path",
    scope: awkward,
    input: "0;url='http://legacy.internal:8080/x'",
    expected: "0;url='https://www.example.com/a%27(b);c,d/x'",
  },
  { name: "no time", scope: mounted, input: "url=/x" },
  { name: "only a time", scope: mounted, input: "5" },
]);

testVectors("meta-refresh", ({ id, input, expected }) => {
  const [, url = null] = expected as [number?, string?];
  const [seen = null] = seenBy(refresh, input);
  assert.equal(seen?.replace(/[\t\n\r]/g, "").trim() ?? null, url, id);
});
