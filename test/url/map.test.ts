import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { runs } from "../random.ts";

const moved = new UrlMap([
  { public: "https://www.example.com/", internal: "http://legacy.internal:8080/", aliases: ["http://legacy"] },
]);
const mounted = new UrlMap([{ public: "https://www.example.com/app/", internal: "http://legacy.internal:8080/" }]);
const unmounted = new UrlMap([{ public: "https://shop.example.com/", internal: "http://legacy.internal:8080/shop/" }]);
const upgraded = new UrlMap([{ public: "https://www.example.com/", internal: "http://www.example.com/" }]);
const sameHost = new UrlMap([{ public: "http://localhost:8080/app/", internal: "http://localhost:8080/" }]);
const address6 = new UrlMap([{ public: "https://www.example.com/", internal: "http://[fe80::1]:8080/" }]);
const address4 = new UrlMap([{ public: "https://www.example.com/", internal: "http://10.0.0.5:8080/" }]);
const international = new UrlMap([{ public: "https://www.example.com/", internal: "http://büro.intern/" }]);
const siblings = new UrlMap([
  { public: "https://www.example.com/", internal: "http://portal.internal/" },
  { public: "https://www.example.com/wiki/", internal: "http://wiki.internal/" },
  { public: "https://shop.example.com/", internal: "http://portal.internal/shop/" },
]);
const folders = new UrlMap([
  { public: "https://www.example.com/a/", internal: "http://legacy.internal/" },
  { public: "https://shop.example.com/b/", internal: "http://legacy.internal/shop/" },
]);

const PAGE = "http://legacy.internal:8080/dir/page";

const toPublic: { name: string; map: UrlMap; input: string; expected: string; base?: string }[] = [
  {
    name: "absolute",
    map: moved,
    input: "http://legacy.internal:8080/x?y#z",
    expected: "https://www.example.com/x?y#z",
  },
  { name: "no path", map: moved, input: "http://legacy.internal:8080", expected: "https://www.example.com" },
  { name: "no path, query", map: moved, input: "http://legacy.internal:8080?q", expected: "https://www.example.com?q" },
  { name: "other scheme", map: moved, input: "https://legacy.internal:8080/x", expected: "https://www.example.com/x" },
  { name: "ws follows https", map: moved, input: "ws://legacy.internal:8080/x", expected: "wss://www.example.com/x" },
  {
    name: "ftp is another service",
    map: moved,
    input: "ftp://legacy.internal:8080/x",
    expected: "ftp://legacy.internal:8080/x",
  },
  { name: "scheme-relative", map: moved, input: "//legacy.internal:8080/x", expected: "//www.example.com/x" },
  { name: "case", map: moved, input: "HTTP://Legacy.INTERNAL:8080/X", expected: "https://www.example.com/X" },
  { name: "trailing dot", map: moved, input: "http://legacy.internal.:8080/", expected: "https://www.example.com/" },
  {
    name: "userinfo stays",
    map: moved,
    input: "http://u:p@legacy.internal:8080/",
    expected: "https://u:p@www.example.com/",
  },
  {
    name: "host as userinfo",
    map: moved,
    input: "http://legacy.internal:8080@evil/",
    expected: "http://legacy.internal:8080@evil/",
  },
  {
    name: "longer port",
    map: moved,
    input: "http://legacy.internal:80801/",
    expected: "http://legacy.internal:80801/",
  },
  { name: "shorter port", map: moved, input: "http://legacy.internal:80/", expected: "http://legacy.internal:80/" },
  {
    name: "longer host",
    map: moved,
    input: "http://legacy.internal.evil:8080/",
    expected: "http://legacy.internal.evil:8080/",
  },
  {
    name: "host suffix",
    map: moved,
    input: "http://my-legacy.internal:8080/",
    expected: "http://my-legacy.internal:8080/",
  },
  { name: "alias", map: moved, input: "http://legacy/x", expected: "https://www.example.com/x" },
  {
    name: "alias with its default port",
    map: moved,
    input: "http://legacy:80/x",
    expected: "https://www.example.com/x",
  },
  { name: "alias with an empty port", map: moved, input: "http://legacy:/x", expected: "https://www.example.com/x" },
  { name: "alias by https", map: moved, input: "https://legacy:443/x", expected: "https://www.example.com/x" },
  { name: "white space around", map: moved, input: " http://legacy/x\n", expected: " https://www.example.com/x\n" },
  {
    name: "tab and line break inside",
    map: moved,
    input: "ht\ttp://leg\nacy/x\ty",
    expected: "https://www.example.com/x\ty",
  },
  { name: "backslashes", map: moved, input: "http:\\\\legacy\\x", expected: "https:\\\\www.example.com\\x" },
  { name: "one slash", map: moved, input: "http:/legacy/x", expected: "https://www.example.com/x" },
  { name: "no slash", map: moved, input: "http:legacy/x", expected: "https://www.example.com/x" },
  { name: "percent-encoded host", map: moved, input: "http://leg%61cy/x", expected: "https://www.example.com/x" },
  { name: "bad port", map: moved, input: "http://legacy.internal:8o80/", expected: "http://legacy.internal:8o80/" },
  {
    name: "javascript",
    map: moved,
    input: "javascript:go('http://legacy/')",
    expected: "javascript:go('http://legacy/')",
  },
  { name: "root-relative without a mount", map: moved, input: "/x", expected: "/x" },
  { name: "foreign", map: moved, input: "http://elsewhere/x", expected: "http://elsewhere/x" },
  { name: "public already", map: moved, input: "https://www.example.com/x", expected: "https://www.example.com/x" },
  { name: "not a URL", map: moved, input: "http://[oops/", expected: "http://[oops/" },
  { name: "empty", map: moved, input: "", expected: "" },
  {
    name: "IPv6 spelled out",
    map: address6,
    input: "http://[FE80:0::0:1]:8080/",
    expected: "https://www.example.com/",
  },
  { name: "IPv4 as hexadecimal", map: address4, input: "http://0xA.0.0.5:8080/", expected: "https://www.example.com/" },
  { name: "IPv4 as one number", map: address4, input: "http://167772165:8080/", expected: "https://www.example.com/" },
  { name: "IPv4, one digit more", map: address4, input: "http://10.0.0.50:8080/", expected: "http://10.0.0.50:8080/" },
  { name: "punycode", map: international, input: "http://xn--bro-hoa.intern/", expected: "https://www.example.com/" },
  { name: "IDN as chars", map: international, input: "http://BÜRO.intern/", expected: "https://www.example.com/" },
  {
    name: "IDN as a latin1 view of UTF-8",
    map: international,
    input: "http://b\xc3\xbcro.intern/",
    expected: "https://www.example.com/",
  },

  {
    name: "mount: absolute",
    map: mounted,
    input: "http://legacy.internal:8080/x",
    expected: "https://www.example.com/app/x",
  },
  {
    name: "mount: no path",
    map: mounted,
    input: "http://legacy.internal:8080",
    expected: "https://www.example.com/app/",
  },
  { name: "mount: root-relative", map: mounted, input: "/x", expected: "/app/x" },
  { name: "mount: the root", map: mounted, input: "/", expected: "/app/" },
  { name: "mount: public already", map: mounted, input: "/app/x", expected: "/app/x" },
  { name: "mount: by segment", map: mounted, input: "/apple", expected: "/app/apple" },
  { name: "mount: relative", map: mounted, input: "x/../y", expected: "x/../y" },
  { name: "mount: relative that stays inside", map: mounted, input: "../y", expected: "../y" },
  { name: "mount: relative that climbs out", map: mounted, input: "../../y?q", expected: "/app/y?q" },
  { name: "mount: climbing spelled %2e", map: mounted, input: "%2E./../y", expected: "/app/y" },
  {
    name: "mount: dot segments of an absolute URL",
    map: mounted,
    input: "http://legacy.internal:8080/../../x",
    expected: "https://www.example.com/app/x",
  },
  { name: "mount: fragment", map: mounted, input: "#x", expected: "#x" },
  { name: "mount: query", map: mounted, input: "?x=/y", expected: "?x=/y" },
  { name: "mount: foreign base", map: mounted, input: "/x", base: "http://elsewhere/", expected: "/x" },
  { name: "mount: public base", map: mounted, input: "/x", base: "https://www.example.com/app/", expected: "/x" },

  {
    name: "prefix falls away",
    map: unmounted,
    input: "http://legacy.internal:8080/shop/x",
    expected: "https://shop.example.com/x",
  },
  {
    name: "prefix without its slash",
    map: unmounted,
    input: "http://legacy.internal:8080/shop",
    expected: "https://shop.example.com",
  },
  {
    name: "prefix by segment",
    map: unmounted,
    input: "http://legacy.internal:8080/shopping",
    expected: "http://legacy.internal:8080/shopping",
  },
  {
    name: "prefix that falls away as a whole",
    map: unmounted,
    base: "http://legacy.internal:8080/shop/a",
    input: "/shop?q",
    expected: "/?q",
  },
  {
    name: "prefix before two slashes, which are no host",
    map: unmounted,
    base: "http://legacy.internal:8080/shop/a",
    input: "/shop//other.example/x",
    expected: "https://shop.example.com//other.example/x",
  },
  {
    name: "prefix before a slash and a backslash, which are no host",
    map: unmounted,
    base: "http://legacy.internal:8080/shop/a",
    input: "/shop/\\other.example/x",
    expected: "https://shop.example.com//other.example/x",
  },
  {
    name: "prefix before two slashes, climbing",
    map: unmounted,
    base: "http://legacy.internal:8080/shop/a/b/c",
    input: "../../../shop//other.example/x",
    expected: "https://shop.example.com//other.example/x",
  },
  {
    name: "prefix, root-relative",
    map: unmounted,
    base: "http://legacy.internal:8080/shop/a",
    input: "/shop/x",
    expected: "/x",
  },
  {
    name: "outside the prefix",
    map: unmounted,
    base: "http://legacy.internal:8080/shop/a",
    input: "/other",
    expected: "/other",
  },

  {
    name: "only the scheme differs",
    map: upgraded,
    input: "http://www.example.com/x",
    expected: "https://www.example.com/x",
  },
  {
    name: "only the scheme differs, there already",
    map: upgraded,
    input: "https://www.example.com/x",
    expected: "https://www.example.com/x",
  },
  {
    name: "one host, mounted",
    map: sameHost,
    input: "http://localhost:8080/x",
    expected: "http://localhost:8080/app/x",
  },
  {
    name: "one host, mounted already",
    map: sameHost,
    input: "http://localhost:8080/app/x",
    expected: "http://localhost:8080/app/x",
  },

  {
    name: "sibling by name",
    map: siblings,
    base: "http://portal.internal/",
    input: "http://wiki.internal/p",
    expected: "https://www.example.com/wiki/p",
  },
  {
    name: "sibling by longer prefix",
    map: siblings,
    base: "http://portal.internal/",
    input: "/shop/p",
    expected: "https://shop.example.com/p",
  },
  {
    name: "below the mount already, where a sibling holds all paths",
    map: folders,
    base: "http://legacy.internal/shop/p",
    input: "/shop/q",
    expected: "/b/q",
  },
  {
    name: "elsewhere, where a sibling holds all paths",
    map: folders,
    base: "http://legacy.internal/shop/p",
    input: "/q",
    expected: "https://www.example.com/a/q",
  },
  {
    name: "root-relative of the mounted sibling",
    map: siblings,
    base: "http://wiki.internal/p",
    input: "/q",
    expected: "/wiki/q",
  },
  {
    name: "root-relative of the root sibling",
    map: siblings,
    base: "http://portal.internal/",
    input: "/wiki",
    expected: "/wiki",
  },
];

for (const { name, map, input, expected, base } of toPublic) {
  test(`toPublic: ${name}`, () => {
    const output = map.toPublic(input, base ?? (map === mounted ? PAGE : undefined));
    assert.equal(output, expected);
    assert.equal(map.toPublic(output, base ?? (map === mounted ? PAGE : undefined)), output, "not idempotent");
  });
}

const toInternal: { name: string; map: UrlMap; input: string; expected: string }[] = [
  { name: "absolute", map: mounted, input: "https://www.example.com/app/x", expected: "http://legacy.internal:8080/x" },
  { name: "by http", map: mounted, input: "http://www.example.com/app/x", expected: "http://legacy.internal:8080/x" },
  {
    name: "outside the mount",
    map: mounted,
    input: "https://www.example.com/x",
    expected: "https://www.example.com/x",
  },
  {
    name: "by segment",
    map: mounted,
    input: "https://www.example.com/apple",
    expected: "https://www.example.com/apple",
  },
  { name: "root-relative", map: mounted, input: "/app/x", expected: "/x" },
  { name: "longest match", map: siblings, input: "https://www.example.com/wiki/p", expected: "http://wiki.internal/p" },
  {
    name: "one host, mounted",
    map: sameHost,
    input: "http://localhost:8080/app/x",
    expected: "http://localhost:8080/x",
  },
];

for (const { name, map, input, expected } of toInternal) {
  test(`toInternal: ${name}`, () => assert.equal(map.toInternal(input), expected));
}

test("every reference below a mount comes back from its public form", () => {
  const segment = fc.stringMatching(/^[a-z0-9._~-]{1,5}$/).filter((s) => s !== "." && s !== ".." && s !== "app");
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 4 }), fc.stringMatching(/^(\?[a-z=&/]{0,6})?$/), (segments, query) => {
      const internal = `http://legacy.internal:8080/${segments.join("/")}${query}`;
      const visible = mounted.toPublic(internal);
      assert.equal(visible, `https://www.example.com/app/${segments.join("/")}${query}`);
      assert.equal(mounted.toPublic(visible), visible);
      assert.equal(mounted.toInternal(visible), internal);
    }),
    runs(100),
  );
});

test("bytes outside the matched ones stay as they came", () => {
  const scope = new Scope(mounted, "toPublic", PAGE);
  const splices: [number, number, string][] = [];
  scope.reference(" http://u@legacy.internal:8080/a%20b ", (...splice) => splices.push(splice));
  assert.deepEqual(splices, [
    [1, 5, "https"],
    [10, 30, "www.example.com/app"],
  ]);
});

const domains: { name: string; map: UrlMap; input: string; expected: string | undefined }[] = [
  { name: "internal host", map: moved, input: "legacy.internal", expected: "www.example.com" },
  { name: "leading dot", map: moved, input: ".legacy.internal", expected: ".www.example.com" },
  { name: "case", map: moved, input: "LEGACY.internal", expected: "www.example.com" },
  { name: "foreign", map: moved, input: "elsewhere.example", expected: "elsewhere.example" },
  { name: "parent of the internal host", map: moved, input: "internal", expected: undefined },
  { name: "target without a dot", map: sameHost, input: "localhost", expected: "localhost" },
];

for (const { name, map, input, expected } of domains) {
  test(`domain: ${name}`, () => assert.equal(new Scope(map, "toPublic").domain(input), expected));
}

const paths: { name: string; map: UrlMap; input: string; expected: string }[] = [
  { name: "root", map: mounted, input: "/", expected: "/app/" },
  { name: "below", map: mounted, input: "/x", expected: "/app/x" },
  { name: "there already", map: mounted, input: "/app/x", expected: "/app/x" },
  { name: "no mount", map: moved, input: "/x", expected: "/x" },
  { name: "prefix falls away", map: unmounted, input: "/shop", expected: "/" },
  { name: "above the internal prefix", map: unmounted, input: "/", expected: "/" },
];

for (const { name, map, input, expected } of paths) {
  test(`path: ${name}`, () => assert.equal(new Scope(map, "toPublic").path(input), expected));
}

const origins: { name: string; input: string; expected: string }[] = [
  { name: "internal", input: "http://legacy.internal:8080", expected: "https://www.example.com" },
  { name: "null", input: "null", expected: "null" },
  { name: "any", input: "*", expected: "*" },
  { name: "foreign", input: "http://elsewhere", expected: "http://elsewhere" },
];

for (const { name, input, expected } of origins) {
  test(`origin: ${name}`, () => {
    let output = input;
    new Scope(mounted, "toPublic").origin(input, (start, end, text) => {
      output = input.slice(0, start) + text + input.slice(end);
    });
    assert.equal(output, expected);
  });
}

const authorities: { input: string; expected: string }[] = [
  { input: "legacy.internal:8080", expected: "www.example.com" },
  { input: "legacy.internal", expected: "legacy.internal" },
  { input: "legacy.internal:8080/x", expected: "legacy.internal:8080/x" },
];

for (const { input, expected } of authorities) {
  test(`authority: ${input}`, () => assert.equal(new Scope(mounted, "toPublic").authority(input), expected));
}

const refused: { name: string; url: string; message: string }[] = [
  { name: "relative", url: "/app/", message: 'Cannot use "/app/" as an origin: it is not an absolute URL' },
  {
    name: "another scheme",
    url: "ftp://h/",
    message: 'Cannot use "ftp://h/" as an origin: its scheme is "ftp", not http or https',
  },
  {
    name: "userinfo",
    url: "http://u@h/",
    message: 'Cannot use "http://u@h/" as an origin: it carries a user name or password',
  },
  {
    name: "query",
    url: "http://h/?x",
    message: 'Cannot use "http://h/?x" as an origin: it carries a query or a fragment',
  },
  {
    name: "a host that would end an attribute",
    url: 'http://a"b/',
    message: 'Cannot use "http://a"b/" as an origin: its host holds ", which URLs allow and no name has',
  },
  {
    name: "a quote in the mount",
    url: "http://h/it's/",
    message: `Cannot use "http://h/it's/" as an origin: its path holds ', which is no char for a mount`,
  },
  {
    name: "an ampersand in the mount, which a text would show as a character reference",
    url: "http://h/a&amp/",
    message: 'Cannot use "http://h/a&amp/" as an origin: its path holds &, which is no char for a mount',
  },
];

for (const { name, url, message } of refused) {
  test(`a public URL is refused: ${name}`, () => {
    assert.throws(() => new UrlMap([{ public: url, internal: "http://legacy.internal/" }]), {
      code: "ERR_INVALID_URL",
      message,
    });
  });
}
