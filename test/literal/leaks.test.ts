import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { LeakFinder } from "../../src/literal/leaks.ts";
import { UrlMap } from "../../src/url/map.ts";

const map = new UrlMap([
  {
    public: "https://www.example.com/app/",
    internal: "http://legacy.internal:8080/",
    aliases: ["http://legacy", "http://büro.intern", "http://[fd00::1]:81"],
  },
]);
/** The same host on both sides: told apart by the port, by the path, by the scheme. */
const twins = new UrlMap([
  { public: "http://127.0.0.1:8080/", internal: "http://127.0.0.1:9000/" },
  { public: "https://shop.example.com/app/", internal: "http://shop.example.com/" },
]);

interface Case {
  readonly name: string;
  readonly text: string;
  /** The names that are found, as they stand there. */
  readonly expected: readonly string[];
  readonly form?: string;
  readonly map?: UrlMap;
}

const one = (name: string, text: string, expected: string, form = "literal"): Case => ({
  name,
  text,
  expected: [expected],
  form,
});
const none = (name: string, text: string, of = map): Case => ({ name, text, expected: [], map: of });

const cases: readonly Case[] = [
  one("plain", "see http://legacy.internal:8080/x", "legacy.internal:8080"),
  one("without a port, which names the host all the same", "http://legacy.internal/", "legacy.internal"),
  one("alone", "host: legacy.internal", "legacy.internal"),
  one("before a colon and words", "legacy.internal: no such page", "legacy.internal"),
  one("at the end of a sentence", "It is at legacy.internal.", "legacy.internal"),
  one("in capitals", "HTTP://Legacy.Internal/", "Legacy.Internal"),
  one("JSON", String.raw`"http:\/\/legacy.internal:8080\/x"`, "legacy.internal:8080"),
  one(
    "unicode escapes",
    String.raw`http\u003A\u002F\u002Flegacy.internal\u003A8080`,
    String.raw`legacy.internal\u003A8080`,
  ),
  one("a line break of a script before it", String.raw`"a\nlegacy.internal"`, "legacy.internal"),
  one("percent", "?u=http%3A%2F%2Flegacy.internal%3A8080%2Fx", "legacy.internal%3A8080"),
  one("percent, twice", "http%253A%252F%252Flegacy.internal%253A8080", "legacy.internal%253A8080"),
  one("percent, a form's space before it", "?q=see+legacy.internal", "legacy.internal"),
  one("references", "http&#58;&#x2F;&#47;legacy.internal", "legacy.internal"),
  one("CSS", String.raw`http\00003a\00002f\00002flegacy.internal`, "legacy.internal"),
  one("user information", "http://me:pw@legacy.internal/", "legacy.internal"),
  one("a percent-encoded letter", "http://leg%61cy.internal/", "leg%61cy.internal", "escaped"),
  one("a percent-encoded capital", "http://%4Cegacy.internal/", "%4Cegacy.internal", "escaped"),
  one("a letter that is percent-encoded twice", "leg%2561cy.internal", "leg%2561cy.internal", "escaped"),
  one("a decimal reference", "leg&#97;cy.internal", "leg&#97;cy.internal", "escaped"),
  one("a hexadecimal reference", "leg&#x0061;cy.internal", "leg&#x0061;cy.internal", "escaped"),
  one("a named reference", "legacy&period;internal", "legacy&period;internal", "escaped"),
  one("a JSON escape", String.raw`leg\u0061cy.internal`, String.raw`leg\u0061cy.internal`, "escaped"),
  one(
    "a JSON escape in a string of a string",
    String.raw`leg\\u0061cy.internal`,
    String.raw`leg\\u0061cy.internal`,
    "escaped",
  ),
  one("a script's code point", String.raw`leg\u{61}cy.internal`, String.raw`leg\u{61}cy.internal`, "escaped"),
  one("a script's hexadecimal escape", String.raw`leg\x61cy.internal`, String.raw`leg\x61cy.internal`, "escaped"),
  one("a script's octal escape", String.raw`leg\141cy.internal`, String.raw`leg\141cy.internal`, "escaped"),
  one("a CSS escape", String.raw`url(//leg\61 cy.internal/)`, String.raw`leg\61 cy.internal`, "escaped"),
  one("quoted-printable", "legacy=2Einternal", "legacy=2Einternal", "escaped"),
  one("IDN in punycode", "http://xn--bro-hoa.intern/", "xn--bro-hoa.intern"),
  one(
    "IDN in UTF-8",
    Buffer.from("http://büro.intern/").toString("latin1"),
    Buffer.from("büro.intern").toString("latin1"),
    "escaped",
  ),
  one("IPv6", "http://[fd00::1]:81/", "[fd00::1]:81"),
  one("a word behind slashes", "http://legacy/x", "legacy"),
  one("a word behind escaped slashes", "%2F%2Flegacy%2Fx", "legacy"),
  one("a word with a port", "legacy:80", "legacy:80"),
  one("base64", "aHR0cDovL2xlZ2FjeS5pbnRlcm5hbDo4MDgwLw==", "xlZ2FjeS5pbnRlcm5hb", "base64"),
  one("base64, a char further", "eGh0dHA6Ly9sZWdhY3kuaW50ZXJuYWw6ODA4MC8=", "sZWdhY3kuaW50ZXJuYW", "base64"),
  one("base64, two chars further", "eHhodHRwOi8vbGVnYWN5LmludGVybmFsOjgwODAv", "bGVnYWN5LmludGVybmFs", "base64"),
  { name: "several", text: "//legacy.internal http://legacy", expected: ["legacy.internal", "legacy"] },
  { name: "the port of the internal twin", text: "http://127.0.0.1:9000/", expected: ["127.0.0.1:9000"], map: twins },
  {
    name: "the scheme of the internal twin",
    text: "http://shop.example.com/x",
    expected: ["shop.example.com"],
    map: twins,
  },

  none("a word", "our legacy of words"),
  none("a Windows path", String.raw`C:\\legacy\\x`),
  none("a longer name behind it", "legacy.internal.example"),
  none("a longer name before it", "my.legacy.internal my-legacy.internal"),
  none("an escaped dot and a longer name", "legacy.internal%2Eexample"),
  none("another port", "http://legacy.internal:9090/"),
  none("a longer port", "http://legacy.internal:80801/"),
  none("the port of the public twin", "http://127.0.0.1:8080/", twins),
  none("a twin without its port", "ping 127.0.0.1", twins),
  none("the public twin", "https://shop.example.com/app/x", twins),
  none("other base64", Buffer.from("legacy of words, nothing more").toString("base64")),
];

describe("leaks", () => {
  for (const { name, text, expected, form, map: of = map } of cases) {
    test(name, () => {
      const leaks = new LeakFinder(of).find(text);
      assert.deepEqual(
        leaks.map(({ start, end }) => text.slice(start, end)),
        expected,
      );
      if (form)
        assert.deepEqual(
          leaks.map((leak) => leak.form),
          [form],
        );
    });
  }

  test("linear time on texts of nothing but escapes", () => {
    const finder = new LeakFinder(map);
    for (const piece of ["%25", "\\", "&#0", "0", "legacy", "=", "%2F%2Flegacy"]) {
      const startedAt = performance.now();
      finder.find(piece.repeat(500_000 / piece.length));
      assert.ok(performance.now() - startedAt < 2000, piece);
    }
  });
});
