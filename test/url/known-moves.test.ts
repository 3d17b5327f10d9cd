import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { spliced } from "../../src/splice.ts";
import { type RouteSpec, UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { runs } from "../random.ts";

const ROUTES: Readonly<Record<string, RouteSpec>> = {
  moved: { public: "https://www.example.com/", internal: "http://legacy.internal:8080/" },
  mounted: { public: "https://www.example.com/app/", internal: "http://legacy.internal:8080/" },
  "from a path": { public: "http://www.example.com/", internal: "http://legacy.internal:8080/shop/" },
  "from path to path": { public: "https://www.example.com/a/b/", internal: "http://legacy.internal:8080/shop/" },
};

/** What is spliced into a reference that begins like one that was read before; undefined when it has to be read. */
function known(text: string, scope: Scope): string | undefined {
  const move = scope.known(text);
  return move && spliced(text, (splice) => move.edits.forEach((edit) => void splice(...edit)));
}

const PARTS = ["http:", "https:", "//", "legacy.internal:8080", "LEGACY.internal", "www.example.com", "u@", ":8080"];
const PATHS = ["/", "/shop", "/app", "/x.y", "/..", "/%2e", "\\", "?u=", "#", "\t", " ", "shop"];
const reference = fc
  .array(fc.constantFrom(...PARTS, ...PATHS), { maxLength: 7 })
  .map((parts) => parts.join(""))
  .chain((text) => fc.constantFrom(text, `http://legacy.internal:8080${text}`));

for (const [name, route] of Object.entries(ROUTES)) {
  test(`${name}: what is known is what would be read`, () => {
    const holds = (references: string[]) => {
      const scope = new Scope(new UrlMap([route]), "toPublic");
      for (const text of references) {
        const expected = new UrlMap([route]).toPublic(text);
        assert.equal(known(text, scope) ?? expected, expected, JSON.stringify(text));
        assert.equal(scope.mapped(text), expected);
      }
    };
    fc.assert(fc.property(fc.array(reference, { maxLength: 8 }), holds), runs(2000));
  });
}

test("a query with slashes is not taken for an origin", () => {
  const scope = new Scope(new UrlMap([ROUTES["moved"]!]), "toPublic");
  assert.equal(scope.mapped("http://legacy.internal:8080?u=a/b"), "https://www.example.com?u=a/b");
  assert.equal(scope.known("http://legacy.internal:8080?u=a/c"), undefined);
});

test("documents share what is known", () => {
  const map = new UrlMap([ROUTES["moved"]!]);
  new Scope(map, "toPublic").mapped("http://legacy.internal:8080/a");
  const scope = new Scope(map, "toPublic", "http://legacy.internal:8080/b/");
  assert.equal(known("http://legacy.internal:8080/c", scope), "https://www.example.com/c");
});

test("no more is remembered than so much, whatever is written", () => {
  const map = new UrlMap([{ ...ROUTES["moved"]!, internal: "http://a.bcdefghijklmnop/" }]);
  const scope = new Scope(map, "toPublic");
  const spellings = Array.from({ length: 1000 }, (_, i) => {
    const host = [..."a.bcdefghijklmnop"].map((char, bit) => ((i >> bit) & 1 ? char.toUpperCase() : char)).join("");
    return `http://${host}/x`;
  });
  for (const text of spellings) scope.mapped(text);
  const remembered = new Set(spellings.filter((text) => scope.known(text) !== undefined));
  assert.equal(remembered.size, 64);
  assert.equal(scope.beginnings.origins.length, 7);
  const [first] = [...remembered];
  assert.notEqual(known(first!, scope), undefined);
  assert.equal(scope.beginnings.origins.at(-1)?.from, first?.slice(0, -2), "what is read is compared again");
});
