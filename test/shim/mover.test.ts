import assert from "node:assert/strict";
import { test } from "node:test";
import { createMover } from "../../src/shim/browser/mover.ts";
import { shimMap } from "../../src/shim/shim-map.ts";
import { type RouteSpec, UrlMap } from "../../src/url/map.ts";
import { entranceAt } from "../../src/url/places/entrance.ts";
import { parsePlace, parseTarget } from "../../src/url/places/place.ts";
import { Scope } from "../../src/url/scope.ts";

/** A page as it is served: its application is the first of the routes. */
function pageOf(routes: readonly RouteSpec[], path = "dir/page") {
  const [own] = routes as [RouteSpec];
  const map = new UrlMap(routes);
  const places = routes.flatMap((route) => [route.public].flat().map(parseTarget));
  const entrance = entranceAt(places[0]!);
  const internal = parsePlace(own.internal);
  const told = shimMap({ map, served: places, internal, cookieTag: undefined }, entrance);
  const url = new URL(path, own.public as string);
  return {
    move: createMover(told, { origin: url.origin, baseUrl: () => url.href }),
    scope: new Scope(map, "toPublic", new URL(path, own.internal).href, entrance),
    told: JSON.stringify(told),
  };
}

const MOUNTED: readonly RouteSpec[] = [
  { public: "https://www.example.com/one/", internal: "http://one.internal:8080/", aliases: ["http://one/"] },
  { public: "https://www.example.com/two/", internal: "http://two.internal/" },
  { public: "https://other.example.com/", internal: "http://other.internal/" },
];
const PAGES = {
  mounted: pageOf(MOUNTED),
  "mounted, with a prefix of its own": pageOf([
    { public: "https://www.example.com/app/", internal: "http://one.internal/shop/" },
  ]),
  "at the root, with a prefix of its own": pageOf([
    { public: "https://www.example.com/", internal: "http://one.internal/shop/" },
  ]),
  "at the root": pageOf([{ public: "http://www.example.com:8080/", internal: "http://one.internal:8080/" }]),
  "one server in two places": pageOf([
    { public: "https://www.example.com/a/", internal: "http://one.internal/" },
    { public: "https://www.example.com/b/", internal: "http://one.internal/b/" },
    { public: "https://c.example.com/", internal: "http://one.internal/c/" },
  ]),
};

const REFERENCES = [
  ..."/ /x /x?y#z /one /one/x /ones /app/x /shop /shop/x /shop?x /b/x /c/x?y /x//y //x/y \\x /x/../y /../x".split(" "),
  ..."x ./x ../x ../../x ../../../x?y#z %2e%2e/../x ? ?x=/y # #/x".split(" "),
  ..."http://one.internal:8080/x https://one.internal:8080 ws://one.internal:8080/x wss://one.internal:8080/x//y".split(
    " ",
  ),
  ..."http://one.internal/x http://one.internal:80/shop/x https://one.internal:443/ //one.internal/b/ http://one/x".split(
    " ",
  ),
  ..."HTTP://One.Internal.:8080/x?y#z //one.internal:8080/x http://two.internal/x http://two.internal.example/x".split(
    " ",
  ),
  ..."http://one.internal:8081/x".split(" "),
  ..."mailto:x@one.internal javascript:x('/y') data:,/x blob:https://www.example.com/x about:blank http: http:/ http:// //".split(
    " ",
  ),
  "",
  " ",
];

for (const [name, { move, scope }] of Object.entries(PAGES)) {
  test(`references move as they do in pages: ${name}`, () => {
    for (const reference of REFERENCES) {
      const moved = move(reference);
      assert.equal(normalized(moved), normalized(scope.mapped(reference)), reference);
      assert.equal(move(moved), moved, `${reference}, moved twice`);
      if (moved === reference) continue;
      assert.match(moved, /^(?:https?:|wss?:)?\/\/\w|^\/(?!\/)/, reference);
    }
  });
}

/** Where a moved reference leads: the shim resolves dots and writes empty paths out. */
function normalized(text: string): string {
  return /^(?:[\\/]|https?:|wss?:)/i.test(text) ? (URL.parse(text, "http://base.invalid/")?.href ?? text) : text;
}

const cases: { name: string; input: string; expected: string; page?: ReturnType<typeof pageOf> }[] = [
  {
    name: "the page's origin and a path that nobody serves",
    input: "https://www.example.com/x",
    expected: "https://www.example.com/one/x",
  },
  { name: "so of a WebSocket", input: "wss://www.example.com/x", expected: "wss://www.example.com/one/x" },
  { name: "so without a scheme", input: "//www.example.com/x", expected: "//www.example.com/one/x" },
  { name: "a neighbour's path", input: "https://www.example.com/two/x", expected: "https://www.example.com/two/x" },
  { name: "another public host", input: "https://other.example.com/x", expected: "https://other.example.com/x" },
  { name: "a neighbour's server", input: "http://two.internal/x", expected: "https://www.example.com/two/x" },
  {
    name: "a server of another host, of which the page is not told",
    input: "http://other.internal/x",
    expected: "http://other.internal/x",
  },
  { name: "the page's own path", input: "https://www.example.com/one/x", expected: "https://www.example.com/one/x" },
  { name: "a user name goes", input: "http://u:p@two.internal/x", expected: "https://www.example.com/two/x" },
  { name: "an alias", input: "http://one:80/x", expected: "https://www.example.com/one/x" },
];

for (const { name, input, expected, page = PAGES.mounted } of cases) {
  test(`a script's reference: ${name}`, () => assert.equal(page.move(input), expected));
}

test("a page with a base elsewhere has its own root", () => {
  const { told } = PAGES.mounted;
  const move = createMover(JSON.parse(told), {
    origin: "https://www.example.com",
    baseUrl: () => "https://cdn.example/",
  });
  assert.equal(move("/x"), "/x");
  assert.equal(move("http://one.internal:8080/x"), "https://www.example.com/one/x");
});

test("no name of a server is told", () => {
  for (const { told } of Object.values(PAGES)) assert.doesNotMatch(told, /internal|other\.example/);
});
