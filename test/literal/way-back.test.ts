import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LiteralRewriter, literals } from "../../src/literal/literals.ts";
import { spliced } from "../../src/splice.ts";
import { UrlMap } from "../../src/url/map.ts";
import type { Direction } from "../../src/url/moves/two-way-index.ts";
import { entranceAt } from "../../src/url/places/entrance.ts";
import { parsePlace } from "../../src/url/places/place.ts";
import { Scope } from "../../src/url/scope.ts";
import { runs, SEED } from "../random.ts";

const INTERNAL = "http://legacy.internal:8080/";
const MAPS = {
  moved: new UrlMap([{ public: "https://www.example.com/", internal: INTERNAL, aliases: ["http://legacy"] }]),
  mounted: new UrlMap([{ public: "https://www.example.com:8443/app/", internal: INTERNAL }]),
  unmounted: new UrlMap([{ public: "https://www.example.com/", internal: "http://legacy.internal/shop/" }]),
  nested: new UrlMap([
    { public: "https://www.example.com/", internal: INTERNAL },
    { public: "https://www.example.com/app/very/deep/", internal: "http://legacy:8080/" },
  ]),
  several: new UrlMap([{ public: ["https://www.example.org/", "https://www.example.com/"], internal: INTERNAL }]),
} as const satisfies Record<string, UrlMap>;

const H = "legacy.internal:8080";
const P = "www.example.com";

/** What a name becomes in a form field; without `expected` it must stay, since it would come back as another text. */
const rows: readonly {
  name: string;
  map?: keyof typeof MAPS;
  direction?: Direction;
  input: string;
  expected?: string;
}[] = [
  { name: "the name itself", input: `http://${H}/x`, expected: `https://${P}/x` },
  { name: "escaped", input: `http:\\/\\/${H}\\/x`, expected: `https:\\/\\/${P}\\/x` },
  { name: "a scheme in the place of http", input: `webcal://${H}/x`, expected: `webcal://${P}/x` },
  { name: "an alias", input: "http://legacy/x" },
  { name: "the other scheme", input: `https://${H}/x` },
  { name: "upper case", input: `http://LEGACY.internal:8080/x` },
  { name: "a default port", map: "unmounted", input: "http://legacy.internal:80/shop/x" },
  { name: "a colon in another spelling", input: `http%3A//${H}/x` },
  { name: "a colon of CSS, which a form would split", input: `url(http\\3a //${H}/x)` },
  { name: "a slash of CSS behind the host, where a path is added", map: "mounted", input: `${H}\\2f x` },
  { name: "a slash of CSS behind the host, where none is", input: `${H}\\2f x`, expected: `${P}\\2f x` },
  { name: "a host alone", input: `at ${H}, or`, expected: `at ${P}, or` },
  { name: "a host alone, where a path would tell", map: "mounted", input: `at ${H}, or` },
  { name: "the end of a sentence", input: `See http://${H}.`, expected: `See https://${P}.` },
  {
    name: "the end of a sentence, behind a path",
    map: "mounted",
    input: `See http://${H}.`,
    expected: `See https://${P}:8443/app.`,
  },
  { name: "no path", map: "mounted", input: `"http://${H}"`, expected: `"https://${P}:8443/app"` },
  { name: "another place by its path", map: "nested", input: `http://${H}/app/very/deep/x` },
  {
    name: "in the user name of another",
    map: "unmounted",
    direction: "toInternal",
    input: `https://${P}%2F@${P}`,
    expected: `http://legacy.internal/shop%2F@${P}`,
  },
  { name: "the host that is preferred", map: "several", input: `http://${H}/`, expected: `https://${P}/` },
];

const ENTRANCE = entranceAt(parsePlace(`https://${P}/`));

function scopeOf(map: UrlMap, direction: Direction): Scope {
  return new Scope(map, direction, undefined, ENTRANCE);
}

function moved(text: string, map: UrlMap, direction: Direction = "toPublic"): string {
  return spliced(text, (splice) => literals(text, scopeOf(map, direction), splice, "form"));
}

for (const { name, map = "moved", direction = "toPublic", input, expected = input } of rows) {
  test(`form: ${name}`, () => {
    assert.equal(moved(input, MAPS[map], direction), expected);
    assert.equal(moved(expected, MAPS[map], SIDES[direction].back), input, "the way back");
  });
}

/** A text put together from what names consist of on one side of the map. */
function texts(hosts: readonly string[]): fc.Arbitrary<string> {
  const marks = [
    "http",
    "s",
    ":",
    "/",
    "//",
    "\\/",
    "%2F",
    "%3A",
    "@",
    ".",
    " ",
    '"',
    "\\n",
    "&#58;",
    "x",
    "/app",
    "/shop",
    "%2Fshop",
    "%40",
    "%22",
    "%252F",
    "\\3a ",
    "\\2f ",
    "~",
    "-",
    "\\",
    "'",
  ];
  const piece = fc.oneof(fc.constantFrom(...hosts), fc.constantFrom(...marks, ":8080", ":8443", "+", "%20", "http://"));
  return fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
}

const SIDES = {
  toPublic: {
    hosts: ["legacy", "legacy.internal", H, `http://${H}`, INTERNAL],
    back: "toInternal",
    other: "www.example",
  },
  toInternal: { hosts: [P, `https://${P}`, `https://${P}:8443/app`, `${P}/app`], back: "toPublic", other: "legacy" },
} as const;

for (const [direction, { hosts, back, other }] of Object.entries(SIDES) as [Direction, (typeof SIDES)[Direction]][]) {
  for (const [name, map] of Object.entries(MAPS)) {
    test(`form: any text comes back as it was, ${direction}, ${name}, SEED=${SEED}`, () => {
      const property = fc.property(texts(hosts), (text) => {
        fc.pre(!text.includes(other));
        assert.equal(moved(moved(text, map, direction), map, back), text);
      });
      fc.assert(property, runs(1500));
    });
  }
}

for (const [direction, { hosts }] of Object.entries(SIDES) as [Direction, (typeof SIDES)[Direction]][]) {
  test(`form: any text is moved alike in any split, ${direction}, SEED=${SEED}`, () => {
    const cuts = fc.array(fc.nat(80), { maxLength: 6 });
    const maps = fc.constantFrom(...Object.values(MAPS));
    const property = fc.property(texts(hosts), cuts, maps, (text, at, map) => {
      const rewriter = new LiteralRewriter(scopeOf(map, direction), "form");
      const ends = [...at.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = ends.map((end, i) => rewriter.write(text.slice(ends[i - 1] ?? 0, end)));
      assert.equal(pieces.join("") + rewriter.end(), moved(text, map, direction));
    });
    fc.assert(property, runs(3000));
  });
}
