import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LiteralContext } from "../../src/literal/head.ts";
import { LiteralRewriter, literals } from "../../src/literal/literals.ts";
import { spliced } from "../../src/splice.ts";
import { rewriteWhole } from "../../src/text-rewriter.ts";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { runs } from "../random.ts";

const moved = new UrlMap([
  {
    public: "https://www.example.com/",
    internal: "http://legacy.internal:8080/",
    aliases: ["http://legacy", "http://10.0.0.5:8080"],
  },
]);
const mounted = new UrlMap([{ public: "https://www.example.com:8443/app/", internal: "http://legacy.internal:8080/" }]);
const unmounted = new UrlMap([{ public: "https://www.example.com/", internal: "http://legacy.internal/shop/" }]);
const renamed = new UrlMap([{ public: "https://www.example.com/app/", internal: "http://legacy.internal/shop/" }]);
const samePlace = new UrlMap([{ public: "http://localhost:8080/app/", internal: "http://localhost:8080/" }]);

interface Row {
  name: string;
  map?: UrlMap;
  context?: LiteralContext;
  input: string;
  expected: string;
}

const H = "legacy.internal:8080";
const P = "www.example.com";

const rows: Row[] = [
  { name: "plain", input: `a http://${H}/x b`, expected: `a https://${P}/x b` },
  { name: "at both ends", input: `http://${H}`, expected: `https://${P}` },
  {
    name: "names in the user name of another, that are none by themselves",
    input: `http://${H}:legacy@${H}\\/x`,
    expected: `https://${H}:legacy@${P}\\/x`,
  },
  { name: "a name in the user name of another", input: `http://${H}%@${H}/x`, expected: `https://${P}%@${P}/x` },
  { name: "https", input: `"https://${H}"`, expected: `"https://${P}"` },
  { name: "ws", input: `'ws://${H}/s'`, expected: `'wss://${P}/s'` },
  { name: "scheme-relative", input: `"//${H}/x"`, expected: `"//${P}/x"` },
  { name: "upper case", input: `HTTP://LEGACY.Internal:8080/X`, expected: `https://${P}/X` },
  { name: "alias without a dot", input: `http://legacy/x`, expected: `https://${P}/x` },
  { name: "alias, address", input: `http://10.0.0.5:8080/x`, expected: `https://${P}/x` },
  { name: "address, one digit more", input: `http://10.0.0.51:8080/x`, expected: `http://10.0.0.51:8080/x` },
  { name: "default port written", input: `http://legacy:80/x`, expected: `https://${P}/x` },
  { name: "empty port", input: `http://legacy:/x`, expected: `https://${P}/x` },
  { name: "trailing dot", input: `http://legacy.internal.:8080/x`, expected: `https://${P}/x` },
  { name: "userinfo", input: `http://u:p@${H}/x`, expected: `https://u:p@${P}/x` },
  { name: "as userinfo", input: `http://${H}@evil/x`, expected: `http://${H}@evil/x` },
  { name: "e-mail", input: `mail bob@${H}`, expected: `mail bob@${H}` },
  {
    name: "e-mail in a query, behind a URL",
    input: `?u=https://other.example&m=bob@${H}`,
    expected: `?u=https://other.example&m=bob@${H}`,
  },
  {
    name: "e-mail in quotes, behind a URL",
    input: `['https://other.example','bob@${H}']`,
    expected: `['https://other.example','bob@${H}']`,
  },
  { name: "longer port", input: `http://${H}1/`, expected: `http://${H}1/` },
  { name: "other port", input: `http://legacy.internal:81/`, expected: `http://legacy.internal:81/` },
  { name: "no port", input: `http://legacy.internal/`, expected: `http://legacy.internal/` },
  { name: "longer host", input: `http://legacy.internal.evil:8080/`, expected: `http://legacy.internal.evil:8080/` },
  { name: "host suffix", input: `http://my-${H}/`, expected: `http://my-${H}/` },
  { name: "subdomain", input: `http://cdn.${H}/`, expected: `http://cdn.${H}/` },
  { name: "foreign scheme", input: `ftp://${H}/`, expected: `ftp://${H}/` },
  {
    name: "a scheme in the place of http",
    input: `webcal://${H}/x "feed:\\/\\/${H}\\/x" WEBCALS%3A%2F%2Flegacy.internal%3A8080%2Fx`,
    expected: `webcal://${P}/x "feed:\\/\\/${P}\\/x" WEBCALS%3A%2F%2F${P}%2Fx`,
  },
  { name: "a longer scheme that ends so", input: `xfeed://${H}/`, expected: `xfeed://${H}/` },
  { name: "longer scheme", input: `xhttp://${H}/`, expected: `xhttp://${H}/` },
  { name: "longer scheme with a plus", input: `git+http://${H}/`, expected: `git+http://${H}/` },
  { name: "longer scheme with a hyphen", input: `view-http://${H}/`, expected: `view-http://${H}/` },
  {
    name: "first in the lines of a patch",
    input: `@@\n-http://${H}/a\n+http://${H}/b`,
    expected: `@@\n-https://${P}/a\n+https://${P}/b`,
  },
  { name: "first in a line that is escaped", input: `"\\n+http://${H}/"`, expected: `"\\n+https://${P}/"` },
  { name: "word goes on", input: `http://${H}x`, expected: `http://${H}x` },
  { name: "end of a sentence", input: `See http://${H}. Or`, expected: `See https://${P}. Or` },
  { name: "followed by a comma", input: `http://${H},http://${H}`, expected: `https://${P},https://${P}` },
  { name: "path segment", input: `/a/${H}/x`, expected: `/a/${H}/x` },
  { name: "Windows share", input: `\\\\${H}\\x`, expected: `\\\\${H}\\x` },
  { name: "backslashes", input: `http:\\\\${H}\\x`, expected: `https:\\\\${P}\\x` },

  { name: "JSON escape", input: `"http:\\/\\/${H}\\/x"`, expected: `"https:\\/\\/${P}\\/x"` },
  { name: "JSON escape, scheme-relative", input: `"\\/\\/${H}\\/x"`, expected: `"\\/\\/${P}\\/x"` },
  { name: "JSON escape twice", input: `http:\\\\/\\\\/${H}\\\\/x`, expected: `https:\\\\/\\\\/${P}\\\\/x` },
  { name: "JSON in JSON", input: `http:\\\\\\/\\\\\\/${H}\\\\\\/x`, expected: `https:\\\\\\/\\\\\\/${P}\\\\\\/x` },
  {
    name: "unicode escape",
    input: `"http:\\u002F\\u002f${H}\\u002Fx"`,
    expected: `"https:\\u002F\\u002f${P}\\u002Fx"`,
  },
  {
    name: "unicode escape of the colon",
    input: `"http\\u003A//legacy.internal\\u003a8080/x"`,
    expected: `"https\\u003A//${P}/x"`,
  },
  {
    name: "hexadecimal escape",
    input: `'http\\x3a\\x2f\\x2flegacy.internal\\x3a8080\\x2fx'`,
    expected: `'https\\x3a\\x2f\\x2f${P}\\x2fx'`,
  },
  { name: "percent", input: `?u=http%3A%2F%2Flegacy.internal%3A8080%2Fx`, expected: `?u=https%3A%2F%2F${P}%2Fx` },
  { name: "percent, lower case", input: `?u=http%3a%2f%2flegacy.internal%3a8080`, expected: `?u=https%3a%2f%2f${P}` },
  { name: "percent in part", input: `?u=http:%2F%2F${H}%2Fx`, expected: `?u=https:%2F%2F${P}%2Fx` },
  {
    name: "percent twice",
    input: `http%253A%252F%252Flegacy.internal%253A8080%252Fx`,
    expected: `https%253A%252F%252F${P}%252Fx`,
  },
  {
    name: "percent, followed by a letter",
    input: `http%3A%2F%2Flegacy.internal%3A8080%61`,
    expected: `http%3A%2F%2Flegacy.internal%3A8080%61`,
  },
  {
    name: "decimal reference",
    input: `http&#58;&#47;&#47;legacy.internal&#58;8080/`,
    expected: `https&#58;&#47;&#47;${P}/`,
  },
  {
    name: "hexadecimal reference",
    input: `http&#x3A;&#x2F;&#x2F;${H}&#x2f;`,
    expected: `https&#x3A;&#x2F;&#x2F;${P}&#x2f;`,
  },
  { name: "named reference", input: `http&colon;&sol;&sol;${H}/`, expected: `https&colon;&sol;&sol;${P}/` },
  { name: "CSS escape", input: `url(http\\3a //${H}/x)`, expected: `url(https\\3a //${P}/x)` },
  { name: "CSS escape of a colon", input: `url(http\\:\\/\\/${H}/x)`, expected: `url(https\\:\\/\\/${P}/x)` },

  { name: "after an escaped line break", input: `"a\\nhttp://${H}"`, expected: `"a\\nhttps://${P}"` },
  {
    name: "after an escaped equals sign",
    input: `u%3Dhttp%3A%2F%2Flegacy.internal%3A8080`,
    expected: `u%3Dhttps%3A%2F%2F${P}`,
  },
  { name: "after an escaped quote", input: `\\u0022http://${H}\\u0022`, expected: `\\u0022https://${P}\\u0022` },
  { name: "before an escaped quote", input: `"\\"http://${H}\\""`, expected: `"\\"https://${P}\\""` },
  { name: "before an escaped line break", input: `http://${H}\\n`, expected: `https://${P}\\n` },
  {
    name: "word goes on behind a character reference",
    input: `http://legacy&#46;example/ http://legacy&#x2D;x/ http://my&#45;${H}/ my&#x2d;${H}`,
    expected: `http://legacy&#46;example/ http://legacy&#x2D;x/ http://my&#45;${H}/ my&#x2d;${H}`,
  },
  {
    name: "between quotes that are character references",
    input: `&#34;http://${H}&#34; &#x27;//${H}&#x27;`,
    expected: `&#34;https://${P}&#34; &#x27;//${P}&#x27;`,
  },
  {
    name: "word goes on in a regular expression",
    input: `/http:\\/\\/legacy\\.example/ "//legacy\\\\.example" /\\/\\/legacy\\-x/`,
    expected: `/http:\\/\\/legacy\\.example/ "//legacy\\\\.example" /\\/\\/legacy\\-x/`,
  },
  { name: "before a character reference", input: `http://${H}&amp;x`, expected: `https://${P}&amp;x` },

  {
    name: "between chars of a script without spaces",
    input: `\xe3\x81\xafhttp://${H}\xe3\x82\x92`,
    expected: `\xe3\x81\xafhttps://${P}\xe3\x82\x92`,
  },

  { name: "host alone", input: `Host: ${H}, x`, expected: `Host: ${P}, x` },
  { name: "host alone, no port", input: `(10.0.0.5)`, expected: `(10.0.0.5)` },
  { name: "host alone, no dot", input: `a legacy system`, expected: `a legacy system` },
  {
    name: "host alone, default port",
    map: unmounted,
    input: `ask legacy.internal now`,
    expected: `ask legacy.internal now`,
  },
  { name: "host alone in a script, quoted", context: "script", input: `"${H}"`, expected: `"${P}"` },
  { name: "host alone in a script, code", context: "script", input: `x=${H}`, expected: `x=${H}` },

  { name: "mount", map: mounted, input: `"http://${H}/x"`, expected: `"https://${P}:8443/app/x"` },
  { name: "mount, no path", map: mounted, input: `"http://${H}"+p`, expected: `"https://${P}:8443/app"+p` },
  {
    name: "mount, JSON escape",
    map: mounted,
    input: `"http:\\/\\/${H}\\/x"`,
    expected: `"https:\\/\\/${P}:8443\\/app\\/x"`,
  },
  {
    name: "mount, percent",
    map: mounted,
    input: `http%3A%2F%2Flegacy.internal%3A8080%2Fx`,
    expected: `https%3A%2F%2F${P}%3A8443%2Fapp%2Fx`,
  },
  { name: "mount, host alone", map: mounted, input: `"${H}"`, expected: `"${P}:8443"` },
  { name: "prefix", map: unmounted, input: `http://legacy.internal/shop/x`, expected: `https://${P}/x` },
  {
    name: "prefix at the end of a sentence",
    map: unmounted,
    input: `See http://legacy.internal/shop. Or http://legacy.internal/shop...`,
    expected: `See https://${P}. Or https://${P}...`,
  },
  {
    name: "prefix of a longer name with dots",
    map: unmounted,
    input: `http://legacy.internal/shop.html, http://legacy.internal/shop./x`,
    expected: `http://legacy.internal/shop.html, http://legacy.internal/shop./x`,
  },
  {
    name: "below the mount already, at the end of a sentence",
    map: samePlace,
    input: `See http://localhost:8080/app.`,
    expected: `See http://localhost:8080/app.`,
  },
  {
    name: "prefix, JSON escape",
    map: unmounted,
    input: `http:\\/\\/legacy.internal\\/shop\\/x`,
    expected: `https:\\/\\/${P}\\/x`,
  },
  {
    name: "prefix by segment",
    map: unmounted,
    input: `http://legacy.internal/shopping`,
    expected: `http://legacy.internal/shopping`,
  },
  {
    name: "prefix missing",
    map: unmounted,
    input: `http://legacy.internal/other`,
    expected: `http://legacy.internal/other`,
  },
  {
    name: "prefix, before what would make a user name of the host",
    map: unmounted,
    input: `http://legacy.internal/shop@evil.example/x`,
    expected: `http://legacy.internal/shop@evil.example/x`,
  },
  {
    name: "prefix, before what would make a port",
    map: unmounted,
    input: `http://legacy.internal/shop:8080/x, http://legacy.internal/shop: x`,
    expected: `http://legacy.internal/shop:8080/x, https://${P}: x`,
  },
  {
    name: "prefix, whose last segment goes on with an at sign",
    map: renamed,
    input: `http://legacy.internal/shop@2x.png`,
    expected: `http://legacy.internal/shop@2x.png`,
  },
  {
    name: "prefix, before a query, percent-encoded",
    map: renamed,
    input: `?u=http%3A%2F%2Flegacy.internal%2Fshop%3Fa%3Db%23c`,
    expected: `?u=https%3A%2F%2F${P}%2Fapp%3Fa%3Db%23c`,
  },
  {
    name: "prefix, before a query, percent-encoded three times",
    map: renamed,
    input: `http%25253A%25252F%25252Flegacy.internal%25252Fshop%25253Fa`,
    expected: `https%25253A%25252F%25252F${P}%25252Fapp%25253Fa`,
  },
  {
    name: "prefix, before a query, percent-encoded, without slashes before the host",
    map: renamed,
    input: `legacy.internal%2Fshop%3Fa`,
    expected: `${P}%2Fapp%3Fa`,
  },
  {
    name: "prefix, percent-encoded, at the end of a sentence",
    map: renamed,
    input: `See%20http%3A%2F%2Flegacy.internal%2Fshop.%20Or%20http%3A%2F%2Flegacy.internal%2Fshop%2E%22`,
    expected: `See%20https%3A%2F%2F${P}%2Fapp.%20Or%20https%3A%2F%2F${P}%2Fapp%2E%22`,
  },
  ...["ping", "%2Dx", "%2Ehtml", ".%68tml", "%2520x", "%2509"].map((more) => ({
    name: `prefix by segment, percent-encoded, before ${more}`,
    map: renamed,
    input: `http%3A%2F%2Flegacy.internal%2Fshop${more}`,
    expected: `http%3A%2F%2Flegacy.internal%2Fshop${more}`,
  })),
  {
    name: "prefix by segment, encoded in its last segment alone",
    map: renamed,
    input: `http://legacy.internal/shop%3Fa`,
    expected: `http://legacy.internal/shop%3Fa`,
  },
  {
    name: "one host, mounted",
    map: samePlace,
    input: `http://localhost:8080/x`,
    expected: `http://localhost:8080/app/x`,
  },
  {
    name: "one host, there already",
    map: samePlace,
    input: `http://localhost:8080/app/x`,
    expected: `http://localhost:8080/app/x`,
  },
  {
    name: "one host, before what would go on in the mount's name",
    map: samePlace,
    input: `http://localhost:8080~, http:\\/\\/localhost:8080%22, http%3A%2F%2Flocalhost%3A8080%7E`,
    expected: `http://localhost:8080/app/~, http:\\/\\/localhost:8080\\/app\\/%22, http%3A%2F%2Flocalhost%3A8080%2Fapp%2F%7E`,
  },
  {
    name: "one host, before a path that a format will write, and at the end of a sentence",
    map: samePlace,
    input: `http://localhost:8080%s http://localhost:8080.`,
    expected: `http://localhost:8080/app%s http://localhost:8080/app.`,
  },
];

function run(input: string, { map = moved, context = "text" }: Partial<Row>, cuts: readonly number[]): string {
  const rewriter = new LiteralRewriter(new Scope(map, "toPublic"), context);
  let output = "";
  let from = 0;
  for (const cut of [...cuts, input.length]) {
    output += rewriter.write(input.slice(from, cut));
    from = cut;
  }
  return output + rewriter.end();
}

for (const row of rows) {
  test(`literal: ${row.name}`, () => {
    const scope = new Scope(row.map ?? moved, "toPublic");
    const whole = spliced(row.input, (splice) => literals(row.input, scope, splice, row.context));
    assert.equal(whole, row.expected);
    assert.equal(run(row.input, row, []), row.expected, "streamed whole");
    assert.equal(
      run(
        row.input,
        row,
        [...row.input].map((_, i) => i),
      ),
      row.expected,
      "char by char",
    );
    for (let cut = 0; cut <= row.input.length; cut++)
      assert.equal(run(row.input, row, [cut]), row.expected, `cut at ${cut}`);
    assert.equal(run(row.expected, row, []), row.expected, "not idempotent");
  });
}

/** Maps in which a name may be known on both sides, or a path decides. */
const MAPS = { moved, mounted, unmounted, renamed, samePlace };

const pieces = fc
  .array(
    fc.constantFrom(
      "http",
      "s",
      ":",
      "/",
      "//",
      "\\/",
      "%2F",
      "%3A",
      "%22",
      "%",
      "~",
      "-",
      "legacy",
      ".internal",
      ":8080",
      "@",
      ".",
      " ",
      '"',
      "\\",
      "u002F",
      "&#58;",
      "x",
      "8",
      "\\n",
      "/app",
      "/shop",
      "http://localhost:8080",
      "http:\\/\\/legacy.internal",
      "legacy.internal:8080",
    ),
    { maxLength: 14 },
  )
  .map((chosen) => chosen.join(""));

for (const [name, map] of Object.entries(MAPS)) {
  test(`${name}: any text built of name pieces comes out the same in any split`, () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(60), { maxLength: 6 }), (input, cuts) => {
        const inside = [...new Set(cuts)].filter((cut) => cut < input.length).sort((a, b) => a - b);
        assert.equal(run(input, { map }, inside), run(input, { map }, []));
      }),
      runs(400),
    );
  });

  test(`${name}: any text built of name pieces that was rewritten stays`, () => {
    fc.assert(
      fc.property(pieces, (input) => {
        const once = run(input, { map }, []);
        assert.equal(run(once, { map }, []), once);
      }),
      runs(400),
    );
  });
}

test("holds back nothing that cannot begin a name", () => {
  const rewriter = new LiteralRewriter(new Scope(moved, "toPublic"));
  for (const line of ['data: {"a":1}\n\n', "plain", `"http://${H}"`, "</p>", `http://${H} `]) {
    assert.equal(rewriter.write(line), line.replace(`http://${H}`, `https://${P}`));
  }
});

test("gives back the very string when nothing moves", () => {
  const text = "nothing here";
  assert.equal(rewriteWhole(new LiteralRewriter(new Scope(moved, "toPublic")), text), text);
});
