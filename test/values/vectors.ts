import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { Scope } from "../../src/url/scope.ts";
import type { ValueRewriter } from "../../src/values/value.ts";

interface Vector {
  readonly id: string;
  readonly input: string;
  readonly expected: unknown;
}

/** Runs the vectors of a file that may be missing; its first line is about the file itself. */
export function testVectors(name: string, check: (vector: Vector) => void): void {
  const file = new URL(`../../../shared/cases/${name}.jsonl`, import.meta.url);
  if (!existsSync(file)) {
    test(name, (t) => t.skip("the shared cases are not here"));
    return;
  }
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  test(`${name}: ${lines.length} vectors`, () => {
    assert.ok(lines.length > 0);
    for (const line of lines) check(JSON.parse(line));
  });
}

/** The URLs that a rewriter sees in a value. */
export function seenBy(rewrite: ValueRewriter, value: string): string[] {
  const seen: string[] = [];
  const resolver = { nextName: () => null };
  const recorder = {
    known: () => undefined,
    reference: (text: string) => seen.push(text),
    resolver,
  } as unknown as Scope;
  rewrite(value, recorder, () => {});
  return seen;
}
