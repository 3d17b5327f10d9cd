import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SkimMemory } from "../../../src/html/skim/skim-memory.ts";
import { UrlMap } from "../../../src/url/map.ts";
import { runs } from "../../random.ts";

const MEMORY = new SkimMemory();

const FEW: Readonly<Record<string, readonly string[]>> = {
  one: ["legacy.internal"],
  "that begin and end alike": ["a.a", "a.a.a", "a.a.b", "a.b"],
  "without dots": ["legacy", "db"],
  "one below another": ["b.example", "a.b.example", "example"],
  addresses: ["10.0.0.5", "[::1]", "110.0.0.5"],
  "of one domain": Array.from({ length: 120 }, (_, i) => `app-${i}.corp.example`),
  "short and long": ["a.b", "xy.z", `${"long".repeat(14)}.b`],
};

function found(text: string, names: readonly string[]): number[] | undefined {
  MEMORY.load(text, {});
  if (!MEMORY.findNames(text.length, names)) return undefined;
  const offsets: number[] = [];
  for (let at = MEMORY.nameFrom(0); at < text.length; at = MEMORY.nameFrom(at + 1)) offsets.push(at);
  return offsets;
}

/** Each offset at which the expression that knows all names finds one. */
function expected(text: string, names: readonly string[]): number[] {
  const { internal } = new UrlMap(
    names.map((name) => ({ public: "http://www.example.com/", internal: `http://${name}/` })),
  );
  return [...text].flatMap((_, i) => (internal.nextName(text, i)?.index === i ? [i] : []));
}

for (const [title, names] of Object.entries(FEW)) {
  test(`found wherever they stand: ${title}`, () => {
    const cased = fc
      .tuple(fc.constantFrom(...names), fc.boolean())
      .map(([name, is]) => (is ? name.toUpperCase() : name));
    const part = fc.oneof(
      cased,
      cased.map((name) => name.slice(1)),
      cased.map((name) => name.slice(0, -1)),
      fc.constantFrom("", " ", ".", "http://", "x", "0", "0123456789abcdef", "x".repeat(70), "\xe9", "-"),
    );
    const holds = (parts: string[]) => {
      const text = parts.join("");
      assert.deepEqual(found(text, names), expected(text, names), text);
    };
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), holds), runs(300));
  });
}

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  "too many": Array.from({ length: 128 }, (_, i) => `app-${i}.corp.example`),
  "of too many kinds": ["a.com", "a.org", "a.net", "a.internal", "a.example"],
  "too long": [`${"x".repeat(60)}.example`],
  "a single letter": ["a"],
};

for (const [title, names] of Object.entries(REFUSED)) {
  test(`left to the expression that knows all names: ${title}`, () => {
    assert.equal(found("x", names), undefined);
  });
}

test("signs that look like others are no reason to miss a name, nor the end of the text", () => {
  assert.deepEqual(found("legacy\x0einternal x legacy.internal", ["legacy.internal"]), [0, 18]);
  assert.deepEqual(found("legacy.internal".slice(0, -1), ["legacy.internal"]), []);
});
