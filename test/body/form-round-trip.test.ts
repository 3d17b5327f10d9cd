import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseFragment, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from "parse5";
import { DocumentRewriter } from "../../src/body/document-rewriter.ts";
import { planSentBody } from "../../src/body/plan.ts";
import { createRewriter } from "../../src/body/rewriter.ts";
import { resolveRewriteOptions } from "../../src/options.ts";
import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { runs, SEED } from "../random.ts";
import { SPLITS } from "./harness.ts";

const INTERNAL = "http://legacy.internal:8080/";
const MAPS = {
  moved: new UrlMap([{ public: "https://www.example.com/", internal: INTERNAL, aliases: ["http://legacy"] }]),
  mounted: new UrlMap([{ public: "https://www.example.com/app/", internal: INTERNAL }]),
  unmounted: new UrlMap([{ public: "http://www.example.com:8080/", internal: "http://legacy.internal/shop/" }]),
} as const satisfies Record<string, UrlMap>;
const OPTIONS = { forms: true } as const;

/** How applications write text into pages. */
const ESCAPES: Readonly<Record<string, (text: string) => string>> = {
  "what must be": (text) => text.replace(/[&<"]/g, (char) => `&#${char.charCodeAt(0)};`),
  punctuation: (text) => text.replace(/[^\w\s]/gu, (char) => `&#x${char.codePointAt(0)?.toString(16)};`),
  "as Go's templates do": (text) => text.replace(/[&<>"'+]/g, (char) => `&#${char.charCodeAt(0)};`),
};

/** How browsers send fields; each with its Content-Type. */
const ENCODINGS: Readonly<
  Record<string, { type: string; encode: (fields: Fields) => string; decode: (sent: string) => Fields }>
> = {
  urlencoded: {
    type: "application/x-www-form-urlencoded",
    encode: (fields) => new URLSearchParams(fields).toString(),
    decode: (sent) => Object.fromEntries(new URLSearchParams(sent)),
  },
  multipart: {
    type: "multipart/form-data; boundary=----b",
    encode: (fields) => {
      const parts = Object.entries(fields).map(
        ([name, value]) => `------b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      return `${parts.join("")}------b--\r\n`;
    },
    decode: (sent) =>
      Object.fromEntries(
        Array.from(sent.matchAll(/name="(\w+)"\r\n\r\n(.*?)\r\n------b/gs), ([, name, value]) => [name, value]),
      ),
  },
};

type Fields = Record<string, string>;

function pageOf(value: string): string {
  return `<form method=post><textarea name=area>\n${value}</textarea><input type=hidden name=hidden value="${value}"></form>`;
}

/** The fields of a page's form as a browser sends them. */
function fieldsOf(page: string): Fields {
  const form = parseFragment(page).childNodes[0] as Tree.Element;
  const entries = form.childNodes.filter(tree.isElementNode).map((field): [string, string] => {
    const attribute = (name: string) => field.attrs.find((found) => found.name === name)?.value ?? "";
    const text = field.childNodes
      .filter(tree.isTextNode)
      .map(({ value }) => value)
      .join("");
    return [attribute("name"), field.tagName === "textarea" ? text : attribute("value")];
  });
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replaceAll("\n", "\r\n")]));
}

function shown(page: string, map: UrlMap): string {
  const pieces: Uint8Array[] = [];
  const rewriter = createRewriter({ map, type: "text/html; charset=utf-8", options: OPTIONS }, (bytes) =>
    pieces.push(bytes),
  );
  rewriter.write(Buffer.from(page));
  rewriter.end();
  return Buffer.concat(pieces).toString();
}

/** What the application gets of what a browser sends. */
function received(sent: string, type: string, map: UrlMap, cut: (bytes: Uint8Array) => Uint8Array[]): string {
  const options = resolveRewriteOptions(OPTIONS);
  const plan = planSentBody({ method: "POST", fields: ["Content-Type", type] }, options, { maxCodings: 2 });
  assert.ok(plan.rewrites);
  const rewriter = new DocumentRewriter(plan, { scope: new Scope(map, "toInternal"), options });
  const pieces = cut(Buffer.from(sent)).map((piece) => rewriter.write(piece));
  return Buffer.concat([...pieces, rewriter.end()]).toString();
}

const text = fc
  .array(
    fc.constantFrom(
      ...["http", "https", "://", "//", "legacy.internal", "legacy.internal:8080", "legacy", INTERNAL, "/shop", "/app"],
      ...[
        "git+",
        "x",
        "é",
        ".",
        "@",
        "\\",
        "\\/",
        "%2F",
        "%3A",
        "&",
        "&#43;",
        "&amp;",
        "+",
        "=",
        "<",
        '"',
        "'",
        " ",
        "\n",
        "\\3a ",
        ":",
      ],
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

for (const [encoding, { type, encode, decode }] of Object.entries(ENCODINGS)) {
  for (const [name, map] of Object.entries(MAPS)) {
    test(`a form that is sent as it was shown changes nothing: ${encoding}, ${name}, SEED=${SEED}`, () => {
      const cuts = fc.constantFrom(...Object.values(SPLITS));
      const property = fc.property(text, fc.constantFrom(...Object.values(ESCAPES)), cuts, (stored, escaped, cut) => {
        const page = pageOf(escaped(stored));
        const direct = fieldsOf(page);
        const sent = encode(fieldsOf(shown(page, map)));
        assert.deepEqual(decode(received(sent, type, map, cut)), direct);
      });
      fc.assert(property, runs(400));
    });
  }
}
