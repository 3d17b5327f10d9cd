import type { EngineName } from "../../../src/options.ts";

/** What an engine makes of contract cases (by name) instead of what they expect, and why. */
export interface Divergence {
  engine: EngineName;
  reason: string;
  instead: Readonly<Record<string, string>>;
}

export const divergences: readonly Divergence[] = [
  {
    engine: "htmlparser2",
    reason: "Its tokenizer knows no SVG and no MathML: text-only elements are text-only everywhere.",
    instead: {
      "style in MathML has markup": "<math> | <style> | rawtext:<a b=c> | </style> | </math>",
      "script in MathML has markup": "<math> | <script> | script:<a b=c> | </script> | </math>",
      "title in MathML has markup": "<math> | <title> | rcdata:<a b=c> | </title> | </math>",
      "textarea in MathML has markup": "<math> | <textarea> | rcdata:<a b=c> | </textarea> | </math>",
      "xmp in MathML has markup": "<math> | <xmp> | rawtext:<a b=c> | </xmp> | </math>",
      "plaintext in MathML has markup": "<math> | <plaintext> | plaintext:<a b=c></plaintext></math>",
      "style and script in SVG have markup":
        "<svg> | <style> | rawtext:<a> | </style> | <script> | script:<b/> | </script> | </svg>",
      "title in SVG is HTML again": "<svg> | <title> | rcdata:<style><a></style> | </title> | <style> | rawtext:<a>",
      "desc in SVG is HTML again":
        "<svg> | <desc> | <style> | rawtext:<a> | </style> | </desc> | <style> | rawtext:<a>",
      "a self-closing foreignObject": "<svg> | <foreignObject/> | <style> | rawtext:<a>",
      "mi in MathML is HTML again": "<math> | <mi> | <style> | rawtext:<a> | </style> | </mi> | <style> | rawtext:<a>",
      "mo in MathML is HTML again": "<math> | <mo> | <style> | rawtext:<a> | </style> | </mo> | <style> | rawtext:<a>",
      "mn in MathML is HTML again": "<math> | <mn> | <style> | rawtext:<a> | </style> | </mn> | <style> | rawtext:<a>",
      "ms in MathML is HTML again": "<math> | <ms> | <style> | rawtext:<a> | </style> | </ms> | <style> | rawtext:<a>",
      "mtext in MathML is HTML again":
        "<math> | <mtext> | <style> | rawtext:<a> | </style> | </mtext> | <style> | rawtext:<a>",
      "mi in SVG is nothing special": "<svg> | <mi> | <style> | rawtext:<a>",
      "annotation-xml in another language": "<math> | <annotation-xml encoding=[x]> | <style> | rawtext:<a> | </style>",
      "the end of annotation-xml":
        "<math> | <annotation-xml encoding=[text/html]> | </annotation-xml> | <style> | rawtext:<a>",
      "SVG in SVG": "<svg> | <svg> | </svg> | <style> | rawtext:<a> | </style> | </svg> | <style> | rawtext:<a>",
      "SVG in MathML is nothing special": "<math> | <svg> | <title> | rcdata:<style><a>",
      "SVG in annotation-xml":
        "<math> | <annotation-xml> | <svg> | <title> | rcdata:<style><a></style> | </title> | </svg> | </annotation-xml> | </math> | <style> | rawtext:<a>",
      "MathML in SVG is nothing special":
        "<svg> | <math> | <mi> | <style> | rawtext:<a> | </style> | </mi> | </math> | </svg> | <style> | rawtext:<a>",
      "SVG in an integration point":
        "<svg> | <desc> | <svg> | </svg> | <style> | rawtext:<a> | </style> | </desc> | <style> | rawtext:<a>",
      "the end of SVG inside of an integration point":
        "<svg> | <desc> | </svg> | <style> | rawtext:<a> | </style> | </desc> | <style> | rawtext:<a>",
      "the end of a title in an SVG title":
        "<svg> | <title> | rcdata:<title>a | </title> | <style> | rawtext:<a> | </style>",
      "a tag that leaves SVG in an integration point":
        "<svg> | <desc> | <svg> | <b> | </b> | <style> | rawtext:<a> | </style> | </desc> | <style> | rawtext:<a>",
      "a font that stays in SVG": "<svg> | <font id=[a]> | <style> | rawtext:<a>",
    },
  },
  {
    engine: "htmlparser2",
    reason: "It reads CDATA sections everywhere, not in SVG and MathML only, and an unfinished one as a comment.",
    instead: {
      "CDATA in HTML": "cdata:a>b",
      "unfinished CDATA": "<svg> | comment:[CDATA[a]]…",
      "CDATA after SVG": "<svg> | </svg> | cdata:a",
    },
  },
  {
    engine: "htmlparser2",
    reason: "It reads scripts without their escaped states: the first end tag ends them.",
    instead: {
      "a script escaped doubly": "<script> | script:<!--<script> | </script> | data:a--> | </script> | data:b",
      "a double escape with attributes": "<script> | script:<!--<SCRIPT a> | </Script> | </script> | data:c",
      "dashes that close no escape": "<script> | script:<!--a->-- ><script> | </script> | data:b | </script> | data:c",
    },
  },
  {
    engine: "htmlparser2",
    reason: "It reads `noscript` as a browser without scripting does.",
    instead: {
      noscript: "<noscript> | <a> | </b> | </noscript>",
      "a text-only element in another": "<noscript> | <style> | rawtext:</noscript> | </style>",
    },
  },
  {
    engine: "htmlparser2",
    reason: "It ends an end tag at the first `>`, even in quotes.",
    instead: {
      "a greater-than sign in an end tag's quotes": "</a> | data:'>c",
    },
  },
  {
    engine: "htmlparser2",
    reason: "It lets white space stand between `/` and `>`.",
    instead: {
      "a slash that does not close": "<a/>",
    },
  },
  {
    engine: "parse5",
    reason: "It keeps the first of duplicate attributes only.",
    instead: {
      "a duplicate attribute": "<a b=[1]>",
    },
  },
  {
    engine: "parse5",
    reason: "It leaves out the line feed after `pre` and `textarea`.",
    instead: {
      "a line feed alone in textarea": "<textarea> | </textarea>",
    },
  },
  {
    engine: "parse5",
    reason: "Its simulation of the tree builder enters SVG and MathML by self-closing tags.",
    instead: {
      "self-closing SVG": "<svg/> | <style> | <a> | </style> | <math/> | <style> | <a>",
    },
  },
  {
    engine: "parse5",
    reason: "Its simulation leaves one level of foreign content only.",
    instead: {
      "a tag that leaves SVG in SVG": "<svg> | <svg> | <div> | <style> | <a>",
    },
  },
  {
    engine: "parse5",
    reason: "Its simulation does not leave foreign content by `</p>` and `</br>`.",
    instead: {
      "an end tag that leaves SVG": "<svg> | </p> | <style> | <a> | </style> | <svg> | </br> | <style> | <a>",
    },
  },
  {
    engine: "parse5",
    reason:
      "Its simulation leaves an integration point by the end tag of another one, or of a text-only element in it.",
    instead: {
      "the end of a title in an SVG title":
        "<svg> | <title> | <title> | rcdata:a | </title> | <style> | <a> | </style>",
      "the end of another integration point": "<svg> | <desc> | </title> | <style> | <a> | </style>",
    },
  },
  {
    engine: "parse5",
    reason: "Its simulation enters SVG in MathML and MathML in SVG.",
    instead: {
      "SVG in MathML is nothing special": "<math> | <svg> | <title> | <style> | rawtext:<a>",
      "MathML in SVG is nothing special":
        "<svg> | <math> | <mi> | <style> | rawtext:<a> | </style> | </mi> | </math> | </svg> | <style> | rawtext:<a>",
    },
  },
  {
    engine: "parse5",
    reason: "Its simulation never leaves `annotation-xml`.",
    instead: {
      "the end of annotation-xml":
        "<math> | <annotation-xml encoding=[text/html]> | </annotation-xml> | <style> | rawtext:<a>",
    },
  },
];
