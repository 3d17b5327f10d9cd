import { type HtmlContext, nested } from "../html/context.ts";
import { HtmlRewriter } from "../html/rewriter.ts";
import { LiteralRewriter } from "../literal/literals.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import { cacheManifestLine } from "../text/cache-manifest-line.ts";
import { DelimitedRewriter, LINE_BREAK } from "../text/delimited.ts";
import { FIELD_LINES, type FieldLines, fieldLine } from "../text/field-line.ts";
import { htmlValue } from "../text/html-value.ts";
import { JsonRewriter } from "../text/json.ts";
import type { JsonVocabularyName } from "../text/json-vocabularies.ts";
import { playlistLine } from "../text/playlist-line.ts";
import type { TextContext } from "../text/text-context.ts";
import { XmlRewriter } from "../text/xml.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { StylesheetRewriter } from "../values/stylesheet.ts";
import { url } from "../values/url.ts";
import type { ValueRewriter } from "../values/value.ts";
import type { DeclaringFormat } from "./declared-charset.ts";

/** How the bodies of a media type are rewritten. */
export interface DocumentType {
  /** The option that turns it off. */
  readonly family: keyof ResolvedRewriteOptions;
  /** How such a body names its own charset. */
  readonly format: DeclaringFormat;
  readonly rewriter: (context: HtmlContext) => TextRewriter;
}

const html: DocumentType = { family: "html", format: "html", rewriter: (context) => new HtmlRewriter(context) };
const xml: DocumentType = { family: "xml", format: "xml", rewriter: (context) => new XmlRewriter(context) };
const css: DocumentType = { family: "css", format: "css", rewriter: ({ scope }) => new StylesheetRewriter(scope) };
const script: DocumentType = {
  family: "scripts",
  format: "text",
  rewriter: ({ scope }) => new LiteralRewriter(scope, "script"),
};
const plain: DocumentType = { family: "text", format: "text", rewriter: ({ scope }) => new LiteralRewriter(scope) };

function json(vocabulary: JsonVocabularyName): DocumentType {
  return { family: "json", format: "json", rewriter: (context) => new JsonRewriter(textContext(context), vocabulary) };
}

function lines(item: ValueRewriter): DocumentType {
  const delimited = { delimiter: LINE_BREAK, item };
  return {
    family: "text",
    format: "text",
    rewriter: (context) => new DelimitedRewriter(textContext(context), delimited),
  };
}

function fields(format: FieldLines): DocumentType {
  return lines(fieldLine(format));
}

/** Media type, in lower case and without parameters, → how its bodies are rewritten. */
const MEDIA_TYPES: Readonly<Record<string, DocumentType>> = {
  "text/html": html,
  "application/xhtml+xml": xml,
  "text/xml": xml,
  "application/xml": xml,
  "text/css": css,
  "text/javascript": script,
  "application/javascript": script,
  "application/x-javascript": script,
  "text/ecmascript": script,
  "application/ecmascript": script,
  "text/jscript": script,
  "text/vbscript": script,
  "application/json": json("json"),
  "text/json": json("json"),
  "application/x-ndjson": json("json"),
  "application/jsonl": json("json"),
  "application/json-seq": json("json"),
  "application/manifest+json": json("manifest"),
  "application/importmap+json": json("importmap"),
  "application/speculationrules+json": json("speculationrules"),
  "application/vnd.apple.mpegurl": lines(playlistLine),
  "application/x-mpegurl": lines(playlistLine),
  "audio/mpegurl": lines(playlistLine),
  "audio/x-mpegurl": lines(playlistLine),
  "audio/x-scpls": fields(FIELD_LINES.ini),
  "application/x-mswinurl": fields(FIELD_LINES.ini),
  "application/x-desktop": fields(FIELD_LINES.ini),
  "text/event-stream": fields(FIELD_LINES["event-stream"]),
  "text/cache-manifest": lines(cacheManifestLine),
  "text/uri-list": lines(url),
  "text/plain": plain,
  "text/markdown": plain,
  "text/calendar": plain,
  "text/vcard": plain,
  "text/csv": plain,
  "text/x-component": plain,
};

/** How the bodies of a media type are rewritten; undefined when they pass as they are. */
export function documentType(mediaType: string): DocumentType | undefined {
  if (Object.hasOwn(MEDIA_TYPES, mediaType)) return MEDIA_TYPES[mediaType];
  if (mediaType.endsWith("+json")) return MEDIA_TYPES["application/json"];
  if (mediaType.endsWith("+xml")) return xml;
  return undefined;
}

/** The media types of inline blocks that have no name of their own outside of HTML. */
const INLINE_TYPES: Readonly<Record<string, string>> = {
  importmap: "application/importmap+json",
  speculationrules: "application/speculationrules+json",
};

/** The rewriter of an inline block in a document; undefined when it passes as it is. */
export function embeddedDocument(mediaType: string, context: HtmlContext): TextRewriter | undefined {
  const type = documentType(INLINE_TYPES[mediaType] ?? mediaType);
  if (!type) return context.options.text ? new LiteralRewriter(context.scope) : undefined;
  return context.options[type.family] ? type.rewriter(nested(context)) : undefined;
}

function textContext(context: HtmlContext): TextContext {
  const { scope, options, pendingTokenBytes } = context;
  return { scope, options, pendingTokenBytes, html: htmlValue(context) };
}
