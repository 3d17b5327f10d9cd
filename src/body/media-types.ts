import { type HtmlContext, nested } from "../html/context.ts";
import { HtmlRewriter } from "../html/rewriter.ts";
import { LiteralRewriter } from "../literal/literals.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import { MultipartRewriter } from "../text/multipart.ts";
import { TEXT_REWRITERS, type TextFormat } from "../text/text-rewriters.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import { StylesheetRewriter } from "../values/css/stylesheet.ts";
import type { DeclaringFormat } from "./charsets/declared-charset.ts";
import { boundaryOf } from "./content-type.ts";

export type Syntax = "html" | "stylesheet" | "script" | "text" | TextFormat;

/** How the bodies of a media type are rewritten. */
export interface DocumentType {
  readonly syntax: Syntax;
  /** The option that turns its rewriting off. */
  readonly family: keyof ResolvedRewriteOptions;
  /** How such a body declares its own charset. */
  readonly format: DeclaringFormat;
  readonly rewriter: (context: HtmlContext) => TextRewriter;
}

const html: DocumentType = {
  syntax: "html",
  family: "html",
  format: "html",
  rewriter: (context) => new HtmlRewriter(context),
};
const css: DocumentType = {
  syntax: "stylesheet",
  family: "css",
  format: "css",
  rewriter: ({ scope, pendingTokenBytes }) => new StylesheetRewriter(scope, pendingTokenBytes),
};
const script: DocumentType = {
  syntax: "script",
  family: "scripts",
  format: "text",
  rewriter: ({ scope }) => new LiteralRewriter(scope, "script"),
};
const plain: DocumentType = {
  syntax: "text",
  family: "text",
  format: "text",
  rewriter: ({ scope }) => new LiteralRewriter(scope),
};
const xml: DocumentType = { syntax: "xml", family: "xml", format: "xml", rewriter: TEXT_REWRITERS.xml };

/** XML in which only references that a vocabulary knows are mapped, and no names in text. */
const xmlReferences: DocumentType = {
  ...xml,
  rewriter: (context) => TEXT_REWRITERS.xml({ ...context, options: { ...context.options, text: false } }),
};

function json(syntax: TextFormat): DocumentType {
  return { syntax, family: "json", format: "json", rewriter: TEXT_REWRITERS[syntax] };
}

function text(syntax: TextFormat): DocumentType {
  return { syntax, family: "text", format: "text", rewriter: TEXT_REWRITERS[syntax] };
}

const form: DocumentType = { syntax: "form", family: "forms", format: "text", rewriter: TEXT_REWRITERS.form };

function multipart(boundary: string): DocumentType {
  const rewriter = ({ scope }: HtmlContext) => new MultipartRewriter(scope, boundary);
  return { syntax: "text", family: "forms", format: "text", rewriter };
}

/** Media type (lower case, without parameters) → how its bodies are rewritten. */
const MEDIA_TYPES: Readonly<Record<string, DocumentType>> = {
  "text/html": html,
  "application/xhtml+xml": xml,
  "text/xml": xml,
  "application/xml": xml,
  "text/xsl": xml,
  "text/vnd.wap.wml": xml,
  "application/x-java-jnlp-file": xml,
  "audio/x-ms-wax": xml,
  "video/x-ms-wmx": xml,
  "video/x-ms-wvx": xml,
  "text/css": css,
  "text/javascript": script,
  "application/javascript": script,
  "application/x-javascript": script,
  "text/x-javascript": script,
  "text/ecmascript": script,
  "application/ecmascript": script,
  "text/x-ecmascript": script,
  "application/x-ecmascript": script,
  "text/jscript": script,
  "text/livescript": script,
  "text/vbscript": script,
  "application/json": json("json"),
  "text/json": json("json"),
  "application/x-json": json("json"),
  "text/x-json": json("json"),
  "application/csp-report": json("json"),
  "application/x-ndjson": json("json"),
  "application/jsonl": json("json"),
  "application/json-seq": json("json"),
  "application/hal+json": json("hypermedia"),
  "application/vnd.api+json": json("hypermedia"),
  "application/vnd.siren+json": json("hypermedia"),
  "application/vnd.collection+json": json("hypermedia"),
  "application/problem+json": json("hypermedia"),
  "application/manifest+json": json("manifest"),
  "application/importmap+json": json("importmap"),
  "application/speculationrules+json": json("speculationrules"),
  "application/source-map+json": json("source-map"),
  "application/vnd.oai.openapi+json": json("openapi"),
  "application/vnd.apple.mpegurl": text("playlist"),
  "application/x-mpegurl": text("playlist"),
  "audio/mpegurl": text("playlist"),
  "audio/x-mpegurl": text("playlist"),
  "audio/x-pn-realaudio": text("playlist"),
  "text/uri-list": text("playlist"),
  "audio/x-scpls": text("ini"),
  "application/x-mswinurl": text("ini"),
  "application/x-desktop": text("ini"),
  "text/event-stream": text("event-stream"),
  "text/cache-manifest": text("cache-manifest"),
  "text/plain": plain,
  "text/markdown": plain,
  "text/x-markdown": plain,
  "text/calendar": text("folded"),
  "text/x-vcalendar": text("folded"),
  "text/vcard": text("folded"),
  "text/x-vcard": text("folded"),
  "text/directory": text("folded"),
  "text/csv": plain,
  "text/tab-separated-values": plain,
  "text/vtt": plain,
  "application/yaml": plain,
  "application/x-yaml": plain,
  "text/yaml": plain,
  "text/x-yaml": plain,
  "application/vnd.oai.openapi": plain,
  "application/x-www-form-urlencoded": form,
};

/** Files whose names say more than the media types that servers send for them. */
const NAMED_FILES: readonly (readonly [path: RegExp, mediaTypes: readonly string[], DocumentType])[] = [
  [/\/robots\.txt$/, ["text/plain"], text("robots")],
  [/\.webmanifest$|\/manifest\.json$/, ["application/json", "text/json", "text/plain"], json("manifest")],
  [/\.map$/, ["application/json", "text/json", "text/plain"], json("source-map")],
  [/\.m3u8?$/, ["text/plain"], text("playlist")],
  [/\.asx$/, ["video/x-ms-asf", "text/plain"], xml],
];

const NAMED_TYPES: ReadonlySet<string> = new Set(NAMED_FILES.flatMap(([, mediaTypes]) => mediaTypes));

/**
 * How the bodies of a media type are rewritten; undefined if they pass unchanged.
 *
 * @param path of the URL, without its query. Default: unknown.
 */
export function documentType(mediaType: string, path = ""): DocumentType | undefined {
  const named = NAMED_TYPES.has(mediaType) ? namedFile(mediaType, path) : undefined;
  if (named) return named;
  if (Object.hasOwn(MEDIA_TYPES, mediaType)) return MEDIA_TYPES[mediaType];
  if (mediaType.endsWith("+json")) return MEDIA_TYPES["application/json"];
  if (mediaType.endsWith("+xml")) return xml;
  return undefined;
}

function namedFile(mediaType: string, path: string): DocumentType | undefined {
  return NAMED_FILES.find(([pattern, types]) => types.includes(mediaType) && pattern.test(path))?.[2];
}

/**
 * How the content of a request is rewritten. Multipart forms are the only type that responses do not have.
 *
 * @param contentType the whole field
 */
export function sentDocumentType(mediaType: string, contentType: string): DocumentType | undefined {
  if (mediaType !== "multipart/form-data") return documentType(mediaType);
  const boundary = boundaryOf(contentType);
  return boundary === undefined ? undefined : multipart(boundary);
}

/** How content that names the resources of a request is rewritten. */
export function sentReferences(mediaType: string): DocumentType | undefined {
  return documentType(mediaType) === xml ? xmlReferences : undefined;
}

/** `type` values of HTML's script elements that are not media types, each with the media type of its syntax. */
const INLINE_TYPES: Readonly<Record<string, string>> = {
  importmap: "application/importmap+json",
  speculationrules: "application/speculationrules+json",
};

/** The type of an inline block in a document. Unknown types are plain text. */
export function embeddedType(mediaType: string): DocumentType {
  return documentType(INLINE_TYPES[mediaType] ?? mediaType) ?? plain;
}

/** The rewriter of an inline block in a document; undefined if it passes unchanged. */
export function embeddedDocument(mediaType: string, context: HtmlContext): TextRewriter | undefined {
  const type = embeddedType(mediaType);
  return context.options[type.family] ? type.rewriter(nested(context)) : undefined;
}
