import type { HtmlContext } from "../html/context.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { DelimitedRewriter } from "./delimited.ts";
import { DELIMITED_FORMATS, type DelimitedFormat } from "./delimited-formats.ts";
import { FoldedRewriter } from "./folded.ts";
import { JsonRewriter } from "./json/rewriter.ts";
import type { JsonVocabularyName } from "./json/vocabularies.ts";
import { XmlRewriter } from "./xml/rewriter.ts";

/** Every text format except HTML, stylesheets and scripts. */
export type TextFormat = "xml" | JsonVocabularyName | DelimitedFormat;

export const TEXT_REWRITERS = {
  /** Every XML media type, XHTML and SVG included. */
  xml: (context) => new XmlRewriter(context),
  /** JSON, NDJSON, JSON text sequences, and formats of JSON that need no vocabulary. */
  json: (context) => new JsonRewriter(context),
  /** HAL, JSON:API, Siren, Collection+JSON, problem details, oEmbed. */
  hypermedia: (context) => new JsonRewriter(context, "hypermedia"),
  /** application/manifest+json */
  manifest: (context) => new JsonRewriter(context, "manifest"),
  /** application/importmap+json, and the script type. */
  importmap: (context) => new JsonRewriter(context, "importmap"),
  /** application/speculationrules+json, and the script type. */
  speculationrules: (context) => new JsonRewriter(context, "speculationrules"),
  /** application/vnd.oai.openapi+json */
  openapi: (context) => new JsonRewriter(context, "openapi"),
  /** Source maps: application/source-map+json, `.map`. */
  "source-map": (context) => new JsonRewriter(context, "source-map"),
  /** Calendars and cards. */
  folded: (context) => new FoldedRewriter(context),
  playlist: (context) => new DelimitedRewriter(context, DELIMITED_FORMATS.playlist),
  "cache-manifest": (context) => new DelimitedRewriter(context, DELIMITED_FORMATS["cache-manifest"]),
  robots: (context) => new DelimitedRewriter(context, DELIMITED_FORMATS.robots),
  "event-stream": (context) => new DelimitedRewriter(context, DELIMITED_FORMATS["event-stream"]),
  ini: (context) => new DelimitedRewriter(context, DELIMITED_FORMATS.ini),
  form: (context) => new DelimitedRewriter(context, DELIMITED_FORMATS.form),
} as const satisfies Record<TextFormat, (context: HtmlContext) => TextRewriter>;
