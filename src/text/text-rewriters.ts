import type { HtmlContext } from "../html/context.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { text } from "../values/url.ts";
import { cacheManifestLine } from "./cache-manifest-line.ts";
import { DelimitedRewriter, LINE_BREAK } from "./delimited.ts";
import { escaped, FORM_ESCAPES } from "./escapes.ts";
import { FIELD_LINES, fieldLine } from "./field-line.ts";
import { JsonRewriter } from "./json.ts";
import { playlistLine } from "./playlist-line.ts";
import { XmlRewriter } from "./xml.ts";

/** Every text format but HTML, stylesheets and scripts, and what rewrites it. */
export const TEXT_REWRITERS = {
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
  /** Every XML media type, XHTML and SVG included. */
  xml: (context) => new XmlRewriter(context),
  /** HLS, M3U and RAM playlists, text/uri-list. */
  playlist: (context) => new DelimitedRewriter(context, { delimiter: LINE_BREAK, item: playlistLine }),
  /** text/cache-manifest */
  "cache-manifest": (context) => new DelimitedRewriter(context, { delimiter: LINE_BREAK, item: cacheManifestLine }),
  /** robots.txt */
  robots: (context) => new DelimitedRewriter(context, { delimiter: LINE_BREAK, item: fieldLine(FIELD_LINES.robots) }),
  /** text/event-stream */
  "event-stream": (context) =>
    new DelimitedRewriter(context, { delimiter: LINE_BREAK, item: fieldLine(FIELD_LINES["event-stream"]) }),
  /** PLS playlists, Internet shortcuts, desktop entries. */
  ini: (context) => new DelimitedRewriter(context, { delimiter: LINE_BREAK, item: fieldLine(FIELD_LINES.ini) }),
  /** application/x-www-form-urlencoded: names and values, word by word. No name of the map goes over a space. */
  form: (context) => new DelimitedRewriter(context, { delimiter: /[&+]/g, item: escaped(FORM_ESCAPES, text) }),
} as const satisfies Record<string, (context: HtmlContext) => TextRewriter>;

export type TextFormat = keyof typeof TEXT_REWRITERS;
