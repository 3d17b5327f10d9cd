import fc from "fast-check";

const PUNCTUATION = ["<", "</", ">", "/>", "<!", "<!--", "-->", "--!>", "--", "-", "!", "<?", "?>", "=", '"', "'", "/"];
const CHARS = ["a", "s", " ", "\n", "\r\n", "\t", "\f", "\0", "&amp;", "\xc3\xa9"];
const DECLARATIONS = ["<!doctype html>", '<!DOCTYPE a "b>c">', "<!-->", "<!--->", "<![CDATA[", "]]>", "]"];
const ATTRIBUTES = [' href="/x"', "b=c", "='d'", " e = f ", " b", "/b"];
const TAGS = [
  "<a>",
  "<a ",
  "<a href=x",
  `<a b='c' d="e>" f>`,
  "<A/B=C>",
  "<br/>",
  "</a>",
  "</a b='>'>",
  "</A >",
  "</>",
];
const ELEMENTS = [
  "<p>",
  "</p>",
  "<pre>",
  "<select>",
  "</select>",
  "<template>",
  "<table>",
  "<tr>",
  "<titles>",
  "<scripty>",
];
const TEXT_ONLY = ["title", "textarea", "style", "xmp", "iframe", "noscript", "noembed", "noframes"];
const SCRIPTS = ["<script>", "</script>", "<script ", "</script ", "</scr", "<SCRIPT>", "</SCRIPT/>", "<plaintext>"];
const BREAKOUTS = ["<p>", "</p>", "</br>", "<div>", "<font color=a>", "<font b FACE>", "<span>"];

/** Markup in which anything follows anything, without SVG and MathML. */
export const soup: fc.Arbitrary<string> = joined(
  fc.constantFrom(
    ...PUNCTUATION,
    ...CHARS,
    ...DECLARATIONS,
    ...ATTRIBUTES,
    ...TAGS,
    ...ELEMENTS,
    ...TEXT_ONLY.flatMap((name) => [`<${name}>`, `</${name}>`]),
    ...SCRIPTS,
    ...SCRIPTS,
  ),
  40,
);

/**
 * SVG and MathML with what makes a difference in there. End tags stand where they belong: whether a stray one leaves an
 * integration point depends on elements that a scanner does not follow.
 */
export const foreignSoup: fc.Arbitrary<string> = fc.letrec<Record<"html" | "svg" | "math" | "document", string>>(
  (tie) => ({
    html: joined(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("a", "<b>a</b>", "<!--<a>-->", "<![CDATA[<a>]]>", "<svg/>", "<math/>", "<a href=x>a</a>", "\n"),
        fc.constantFrom(...TEXT_ONLY, "script").map((name) => `<${name}><a b=c></${name}>`),
        element(["svg"], tie("svg")),
        element(["math"], tie("math")),
      ),
      3,
    ),
    svg: joined(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          "a",
          "<path d='m'/>",
          "<g>",
          "<![CDATA[<a>]]>",
          "<style><a b=c>",
          "<!--<a>-->",
          "<script>",
          "<xmp>",
        ),
        fc.constantFrom("<svg/>", "<title/>", "<foreignObject/>", "<mi>", "<font id=a>", "<style>a</style>"),
        element(["title", "desc", "foreignObject"], tie("html")),
        element(["svg"], tie("svg")),
      ),
      4,
    ),
    math: joined(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("a", "<mrow>", "<![CDATA[<a>]]>", "<style>", "<style>a</style>", "<script>", "<title>"),
        fc.constantFrom("<math/>", "<mi/>", "<desc>", "<font>", "<annotation-xml encoding=x>", "<!--<a>-->"),
        element(["mi", "mo", "mn", "ms", "mtext"], tie("html")),
        tie("html").map((html) => `<annotation-xml encoding=text/html>${html}</annotation-xml>`),
        element(["math"], tie("math")),
      ),
      4,
    ),
    document: joined(
      fc
        .oneof(
          tie("html"),
          element(["svg"], tie("svg")),
          element(["math"], tie("math")),
          fc.tuple(fc.constantFrom("<svg>", "<svg><g>", "<svg><svg>"), tie("svg"), fc.constantFrom(...BREAKOUTS)),
          fc.tuple(fc.constantFrom("<math>", "<math><math>"), tie("math"), fc.constantFrom(...BREAKOUTS)),
          fc.constantFrom("</svg>", "</math>", ...BREAKOUTS),
        )
        .map((part) => [part].flat().join("")),
      6,
    ).map((content) => `<body>${content}`),
  }),
).document;

function element(names: readonly string[], content: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...names), content).map(([name, inner]) => `<${name}>${inner}</${name}>`);
}

function joined(parts: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc.array(parts, { maxLength, size: "max" }).map((list) => list.join(""));
}
