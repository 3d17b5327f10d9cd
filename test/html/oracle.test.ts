import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeHTMLAttribute } from "entities/decode";
import fc from "fast-check";
import type { EngineName } from "../../src/options.ts";
import { runs } from "../random.ts";
import { mounted, moved, rewriteHtml } from "./harness.ts";
import { type Mapping, mapperOf, type StringMapper, treeOf } from "./oracle.ts";
import { scan } from "./scanners/tokens.ts";

const I = "http://legacy.internal:8080";
const NAME = `${I}/x`;
const base = `${I}/dir/page`;
const MAPPINGS: Readonly<Record<string, Mapping>> = {
  moved: { map: moved, base, names: [NAME, "https://www.example.com/x"] },
  mounted: { map: mounted, base, names: [NAME, "https://www.example.com/app/x"] },
};
const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];

/** References as a page may write them, character references and what URL parsers forgive included. */
const reference = fc.constantFrom(
  ...[NAME, I, "https://legacy.internal:8080/", "//legacy.internal:8080/x", "wss://legacy.internal:8080/x"],
  ...[
    "HTTP://LEGACY.Internal:8080/X",
    "http:/legacy.internal:8080/",
    "http:legacy.internal:8080/x",
    "\\\\legacy.internal:8080\\x",
  ],
  ...["http:\\\\legacy.internal:8080\\x", " http://legacy.internal:8080/x ", "ht\ttp://legacy.in\nternal:8080/x"],
  ...[
    "http&#58;&#47;&#x2F;legacy.internal&#58;8080/x",
    "http&colon;&sol;&sol;legacy&period;internal&colon;8080/x?a=1&amp;b",
  ],
  ...["http://u:p@legacy.internal.:8080/x", "http://legacy%2einternal:8080/x", "http://legacy.internal:80801/"],
  ...["http://legacy.internal/", "http://my-legacy.internal:8080/", "http://legacy.internal:8080@other.example/"],
  ...[
    "https://www.example.com/app/x",
    "http://other.example/x",
    "mailto:x",
    "data:,x",
    "javascript:x()",
    "http://",
    "//",
  ],
  ...["/x", "/app/x", "/app", "/apple", "/", "x", "../x", "../../../x?y#z", "..\\..\\x", "/../x", "/.", "#x", "?x", ""],
  ...[
    "&#47;x",
    "&sol;app/x",
    "&period;./../x",
    "/x&amp;y",
    "/x&copy",
    "/x?a&copy=b",
    "../../../x&amp;lt;y",
    "../../../&quot;x&#39;&gt;y",
    "/\xc3\xa9",
    "/x&eacute;",
  ],
);

/** Text with names in it that nothing but a name can be. */
const text = fc
  .array(fc.constantFrom(` ${NAME} `, "a", "&amp;", "&lt;", "&#x41", "&", " ", "\n", "/y", "\xe9", "'", "://"), {
    maxLength: 4,
  })
  .map((parts) => parts.join(""));

const URL_PLACES = [
  ...["a href", "area href", "link href", "img src", "video src", "video poster", "form action", "q cite"],
  ...["button formaction", "table background", "object data", "input src", "frame src", "A HREF", "IMG SRC"],
];
const TEXT_PLACES = [
  "a title",
  "p data-x",
  "x-y z",
  "input placeholder",
  "input value",
  "p itemtype",
  "a rel",
  "p about",
];

const quote = fc.constantFrom('"', "'");

function startTag(places: readonly string[], value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...places), value, text, quote, fc.constantFrom("=", " =\n"), fc.constantFrom(">", " x/>"))
    .map(([place, content, other, mark, equals, end]) => {
      const attribute = `${place}${equals}${mark}${content.replaceAll(mark, "")}${mark}`;
      return `<${attribute} alt${equals}'${other.replaceAll("'", "")}'${end}`;
    });
}

const unquoted = fc
  .tuple(fc.constantFrom(...URL_PLACES), reference)
  .map(([place, content]) => `<${place}=${content.replace(/[\s"'<>=`]/g, "") || "x"}>`);

const part: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: startTag(URL_PLACES, reference), weight: 4 },
  startTag(TEXT_PLACES, text),
  unquoted,
  text,
  text.map((content) => `<!--${content}-->`),
  fc
    .tuple(fc.constantFrom("title", "textarea", "style", "script", "xmp"), text)
    .map(([name, content]) => `<${name}>${content}</${name}>`),
  startTag(["use href", "use xlink:href"], reference).map((tag) => `<svg>${tag}</svg>`),
  startTag(["a href"], reference).map((tag) => `<template>${tag}</template>`),
  startTag(["iframe src"], reference).map((tag) => `${tag}</iframe>`),
  fc.constantFrom(
    "</a>",
    "</p>",
    "</form>",
    "<br>",
    "<b>",
    "</b>",
    "<p>",
    "<td>",
    "<select>",
    "</select>",
    "</table>",
    "\n",
  ),
);

const page = fc
  .tuple(fc.option(reference, { freq: 4 }), fc.array(part, { maxLength: 12, size: "max" }))
  .map(([href, parts]) => `${href === null ? "" : `<base href="${href}">`}${parts.join("")}`);

for (const [name, mapping] of Object.entries(MAPPINGS)) {
  for (const engine of ENGINES) {
    const settings = { map: mapping.map, base: mapping.base, options: { engine } };

    test(`${engine}, ${name}: the tree is the page's own, its URLs mapped`, () => {
      const holds = (source: string) => {
        assert.deepEqual(treeOf(rewriteHtml(source, settings)), treeOf(source, mapperOf(source, mapping)));
      };
      fc.assert(fc.property(page, holds), runs(300));
    });

    test(`${engine}, ${name}: what does not move is written as it was`, () => {
      const holds = (source: string) => {
        const mapper = mapperOf(source, mapping);
        const output = partsOf(rewriteHtml(source, settings)).map(({ raw }) => raw);
        assert.deepEqual(
          output,
          partsOf(source).map((part, i) => expectedRaw(part, mapper) ?? output[i]),
        );
      };
      fc.assert(fc.property(page, holds), runs(300));
    });
  }
}

/** A piece of the source: the value of an attribute (`a@href`), a text or a comment (by its element), or "" for the rest. */
interface Part {
  readonly place: string;
  readonly raw: string;
}

/** @returns undefined for a value that moves: its tree tells */
function expectedRaw({ place, raw }: Part, mapper: StringMapper): string | undefined {
  if (place === "") return raw;
  if (!place.includes("@")) return mapper(place, raw);
  const value = decodeHTMLAttribute(raw);
  return mapper(place, value) === value ? raw : undefined;
}

/** All of a document, in order. */
function partsOf(source: string): Part[] {
  const parts: Part[] = [];
  let cursor = 0;
  let element = "#document";
  const add = (place: string, start: number, end: number) => {
    parts.push({ place: "", raw: source.slice(cursor, start) }, { place, raw: source.slice(start, end) });
    cursor = end;
  };
  for (const token of scan("parse5", [source])) {
    if (token.type === "text" || token.type === "comment") add(element, token.start, token.end);
    if (token.type === "endTag") element = "#document";
    if (token.type !== "startTag") continue;
    element = source.slice(token.start + 1, token.nameEnd).toLowerCase();
    for (const { nameStart, nameEnd, valueStart, valueEnd } of token.attributes) {
      add(`${element}@${source.slice(nameStart, nameEnd).toLowerCase()}`, valueStart, valueEnd);
    }
  }
  parts.push({ place: "", raw: source.slice(cursor) });
  return parts;
}
