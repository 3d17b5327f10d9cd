import fc from "fast-check";

/** The internal origin in every spelling, and what only looks like it or means nothing. */
const REFERENCES = [
  ...["http://legacy.internal:8080/x", "https://legacy.internal:8080", "//legacy.internal:8080/x?a=1&amp;b=2"],
  ...["ws://legacy.internal:8080/s", "HTTP://LEGACY.Internal:8080/X", "http://legacy.internal.:8080/x"],
  ...["http://u:p@legacy.internal:8080/x", "http:/legacy.internal:8080/x", "http:legacy.internal:8080"],
  ...["http:\\\\legacy.internal:8080\\x", " http://legacy.internal:8080/x\n", "ht\ttp://legacy.in\nternal:8080/x"],
  ...["http:\\/\\/legacy.internal:8080\\/x", "http:\\\\\\/\\\\\\/legacy.internal:8080\\\\\\/x"],
  ...["http:\\u002F\\u002Flegacy.internal:8080\\u002Fx", "http\\x3a\\x2f\\x2flegacy.internal\\x3a8080\\x2fx"],
  ...["http&#58;&#47;&#x2F;legacy.internal&#58;8080/x", "http&colon;&sol;&sol;legacy&period;internal&colon;8080/x"],
  ...["/r?u=http%3A%2F%2Flegacy.internal%3A8080%2Fx", "?u=http%253A%252F%252Flegacy.internal%253A8080%252Fx"],
  ...["http\\3a //legacy.internal\\3a 8080/x", "http://exa%6Dple.com/", "http://legacy%2Einternal:8080/x"],
  ...["legacy.internal:8080", "javascript:go('http://legacy.internal:8080/x')", "/fetch/http://legacy.internal:8080/"],
  ...["http://legacy.internal:80801/", "http://legacy.internal/", "http://my-legacy.internal:8080/"],
  ...["http://legacy.internal:8080.other.example/", "http://legacy.internal:8080@other.example/"],
  ...["https://www.example.com/app/x", "https://www.example.com/x", "http://other.example/x"],
  ...["/x", "/app/x", "/app", "/", "x", "../x", "../../../x", "..\\..\\x", "/../x", "./", "#x", "?x", ""],
  ...["data:text/html,http://legacy.internal:8080", "mailto:x@legacy.internal:8080", "//", "http://", "http:", "[::1]"],
];

const WORDS = [
  "a",
  " ",
  "\n",
  "&",
  "&amp;",
  "&lt",
  "&#x",
  ";",
  ".",
  ",",
  ":",
  "//",
  "=",
  "\xe9",
  "\xc3\xa9",
  "1 2x",
  "http",
];

/** A value that holds some references between words. */
const value = joined(fc.oneof(fc.constantFrom(...REFERENCES), fc.constantFrom(...WORDS)), 4);

const URL_ATTRIBUTES = ["href", "src", "action", "poster", "background", "data", "xlink:href", "formaction", "cite"];
const OTHER_ATTRIBUTES = [
  "srcset",
  "style",
  "ping",
  "title",
  "data-x",
  "onclick",
  "class",
  "value",
  "itemtype",
  "content",
];
const ELEMENTS = ["a", "img", "link", "form", "video", "body", "object", "input", "meta", "x-y", "p", "TD", "area"];

const attribute = fc
  .tuple(
    fc.constantFrom(...URL_ATTRIBUTES, ...OTHER_ATTRIBUTES),
    fc.constantFrom("=", " = ", "=\n"),
    fc.constantFrom('"', "'", ""),
    value,
  )
  .map(([name, equals, quote, text]) => ` ${name}${equals}${quote}${quoted(text, quote)}${quote}`);

const startTag = fc
  .tuple(fc.constantFrom(...ELEMENTS), fc.array(attribute, { maxLength: 3 }), fc.constantFrom(">", " >", "/>", "\n>"))
  .map(([name, attributes, end]) => `<${name}${distinct(attributes).join("")}${end}`);

const refresh = value.map((text) => `<meta http-equiv=refresh content="0; url=${quoted(text, '"')}">`);
const srcset = fc.array(value, { maxLength: 3 }).map((list) => `<img srcset="${quoted(list.join(" 1x, "), '"')}">`);
const css = value.map(
  (text) => `a{b:url(${text.replaceAll(/[()"'\\\s]/g, "")})} @import "${text.replaceAll(/["\\\n]/g, "")}";`,
);
const srcdoc = startTag.map(
  (tag) => `<iframe srcdoc="${tag.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`,
);

const RAW = ["title", "textarea", "xmp", "noembed", "iframe", "noframes"];
const SCRIPTS = ["", "module", "application/json", "importmap", "text/template", "text/xml", "text/css", "text/x-y"];

/** Parts of a page that every engine reads in the same way. */
const part: fc.Arbitrary<string> = fc.oneof(
  startTag,
  value.map((text) => text.replaceAll("<", "")),
  fc.constantFrom("</a>", "</p>", "<br>", "<b>", "</b>", "<!doctype html>", "<p>", "</x-y>", "\n"),
  refresh,
  srcset,
  srcdoc,
  css.map((text) => `<style>${text}</style>`),
  css.map((text) => `<p style='${quoted(text, "'")}'>`),
  fc.tuple(fc.constantFrom(...RAW), value).map(([name, text]) => `<${name}>${text}</${name}>`),
  fc.tuple(fc.constantFrom(...SCRIPTS), value).map(([type, text]) => `<script type="${type}">"${text}"</script>`),
  fc.tuple(fc.constantFrom(...SCRIPTS), startTag).map(([type, text]) => `<script type="${type}">${text}</script>`),
  value.map((text) => `<!-- ${text} -->`),
  startTag.map((text) => `<!--[if IE]>${text}<![endif]-->`),
  startTag.map((text) => `<template>${text}</template>`),
  startTag.map((text) => `<svg>${text.replace(/^<[\w-]+/, "<use")}</svg>`),
  value.map((text) => `<?x ${text.replaceAll(">", "")}>`),
);

/** Parts that are broken, or that engines read differently. */
const brokenPart: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "<",
    "</",
    "<a href='",
    '<a href="http://legacy.internal:8080/',
    "<!--",
    "-->",
    "<![if !IE]>",
    "<![endif]>",
  ),
  fc.constantFrom(
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "<noscript>",
    "</noscript>",
  ),
  fc.constantFrom(
    "<plaintext>",
    "<![CDATA[",
    "]]>",
    "<title>",
    "<textarea>",
    "'",
    '"',
    "<base href='/deep/er/'>",
    "<select>",
  ),
  fc.constantFrom(...REFERENCES),
  fc.tuple(attribute, attribute).map((attributes) => `<a${attributes.join("")}${attributes[0]}>`),
  startTag.map((text) => `<noscript>${text}</noscript>`),
  startTag.map((text) => `<svg><style>${text}</style><title>${text}</title></svg>`),
  startTag.map((text) => text.slice(0, -2)),
);

/** A page that engines agree on. */
export const page: fc.Arbitrary<string> = joined(part, 8);

/** A page in which anything may happen. */
export const wildPage: fc.Arbitrary<string> = joined(fc.oneof({ arbitrary: part, weight: 3 }, brokenPart), 10);

/** A page, and where to cut it. */
export const cutPage: fc.Arbitrary<{ source: string; cuts: number[] }> = wildPage.chain((source) =>
  fc.array(fc.nat(source.length), { maxLength: 8 }).map((cuts) => ({ source, cuts: cuts.sort((a, b) => a - b) })),
);

function quoted(text: string, quote: string): string {
  return quote === ""
    ? `x${text.replaceAll(/[\s"'<>=`]/g, "")}`.slice(text === "" ? 0 : 1)
    : text.replaceAll(quote, "");
}

/** Without a second attribute of the same name. */
function distinct(attributes: readonly string[]): string[] {
  const names = attributes.map((text) => /\S+?(?=\s|=)/.exec(text)?.[0]);
  return attributes.filter((_, i) => names.indexOf(names[i]) === i);
}

function joined(parts: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc.array(parts, { maxLength, size: "max" }).map((list) => list.join(""));
}
