import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scope } from "../../src/url/scope.ts";
import { rewriteValue, type ValueKind } from "../../src/values/table.ts";
import { hosted } from "./scopes.ts";

/** One value and what it becomes; without `expected` it must stay. */
export interface ValueCase {
  readonly name: string;
  readonly input: string;
  readonly expected?: string;
  /** Default: the application under another host name, at the root. */
  readonly scope?: Scope;
}

/** One test for each row. What a row becomes must not change any more. */
export function testValues(kind: ValueKind, cases: readonly ValueCase[]): void {
  for (const { name, input, expected = input, scope = hosted } of cases) {
    test(`${kind}: ${name}`, () => {
      assert.equal(rewriteValue(kind, input, scope), expected);
      assert.equal(rewriteValue(kind, expected, scope), expected, "rewritten twice");
    });
  }
}
