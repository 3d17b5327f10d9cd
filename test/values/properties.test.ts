import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { rewriteValue, VALUES, type ValueKind } from "../../src/values/table.ts";
import { runs } from "../random.ts";
import { hosted, local, mounted } from "./scopes.ts";

const KINDS = Object.keys(VALUES) as ValueKind[];
const nowhere = new Scope(new UrlMap([]), "toPublic");

/** Values put together from what means something in one syntax or another. */
const value = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          "http://legacy.internal:8080/x",
          "//legacy.internal:8080",
          "legacy.internal",
          "/x",
          "../../y",
          "https://other.example/",
        ],
        ...[
          "url(",
          "@import ",
          "/*",
          "*/",
          "image-set(",
          "javascript:",
          "url=",
          "Domain=",
          "Path=",
          "Secure",
          "report-uri ",
        ],
        ..."\"'\\<>()[]{};,=: \n\t%?#&*",
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const PROPERTIES: Record<string, (kind: ValueKind, text: string) => void> = {
  "changes nothing for a map of nothing": (kind, text) => assert.equal(rewriteValue(kind, text, nowhere), text),
  "changes nothing that it has changed": (kind, text) => {
    for (const scope of [hosted, mounted, local]) {
      const once = rewriteValue(kind, text, scope);
      assert.equal(rewriteValue(kind, once, scope), once);
    }
  },
  "reports its splices in order, inside the value": (kind, text) => {
    let cursor = 0;
    VALUES[kind](text, mounted, (start, end) => {
      assert.ok(cursor <= start && start <= end && end <= text.length, `${cursor} ${start} ${end} ${text.length}`);
      cursor = end;
    });
  },
};

for (const [name, check] of Object.entries(PROPERTIES)) {
  test(`every kind ${name}`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), value, (kind, text) => check(kind, text)),
      runs(3000),
    );
  });
}
