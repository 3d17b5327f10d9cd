import { once } from "node:events";
import { ReadStream } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join, sep } from "node:path";
import type { Readable } from "node:stream";
import send from "@fastify/send";
import { lengthOf, multipartRanges, rangesOf, spanOf } from "./byte-ranges.ts";
import type { StaticFile } from "./static-file.ts";
import { chooseVariant, type Variant } from "./static-variants.ts";

/** A request for a file. */
export interface FileRequest {
  readonly method: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A response, whose content must be read or destroyed. */
export interface FileResponse {
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly content: Readable;
  /** The length of the content; 0 for HEAD. */
  readonly contentBytes: number;
}

/**
 * Answers GET and HEAD with a file, or with what a condition or a range makes of it (RFC 9110 sections 13 and 14).
 *
 * @throws what the file system reports of a file that cannot be opened
 */
export async function respondWith(file: StaticFile, { method, headers }: FileRequest): Promise<FileResponse> {
  const { range = "", ...conditions } = headers;
  const variant = await chooseVariant(file, headers["accept-encoding"] ?? "");
  const contentType = contentTypeOf(file.path);
  const ask = (one?: string) =>
    answer(variant, contentType, { method, headers: one ? { ...conditions, range: `bytes=${one}` } : conditions });
  const ranges = method === "GET" ? rangesOf(range) : [];
  const first = await ask(ranges[0]);
  if (ranges.length < 2 || !ABOUT_RANGES.has(first.status)) return first;
  first.content.destroy();
  return answerSeveral(ranges, { file: variant.file, contentType, size: sizeOf(first), ask });
}

/** 206 and 416: no condition takes precedence over the range. */
const ABOUT_RANGES: ReadonlySet<number> = new Set([206, 416]);

function sizeOf({ fields }: FileResponse): number {
  return Number(fields["Content-Range"]?.split("/")[1]);
}

/** UTF-8 is stated only for text that cannot declare its own charset. */
function contentTypeOf(path: string): string {
  const type = send.mime.getType(path) ?? "application/octet-stream";
  return /^text\/(?!html|css|xml|javascript)/.test(type) ? `${type}; charset=utf-8` : type;
}

/** @param request for the whole file, or one range */
async function answer({ file, ...variant }: Variant, contentType: string, request: FileRequest): Promise<FileResponse> {
  const url = file.path.split(sep).map(encodeURIComponent).join("/");
  // Of a request, the library looks at the method, the conditions and the range only.
  const { statusCode, headers, stream } = await send(request as IncomingMessage, url, { ...OPTIONS, root: file.root });
  // What cannot be opened must be known before there is a head.
  if (stream instanceof ReadStream) await once(stream, "open");
  const fields = {
    ...(statusCode < 300 && { "Content-Type": contentType }),
    ...(statusCode < 300 && variant.coding && { "Content-Encoding": variant.coding }),
    ...(variant.isOneOfMany && { Vary: "Accept-Encoding" }),
    "X-Content-Type-Options": "nosniff",
    ...headers,
  };
  const isEmpty = request.method === "HEAD" || statusCode === 304;
  return { status: statusCode, fields, content: stream, contentBytes: isEmpty ? 0 : Number(headers["Content-Length"]) };
}

const OPTIONS = { index: false, cacheControl: false, contentType: false } as const;

interface Several {
  readonly file: StaticFile;
  readonly contentType: string;
  readonly size: number;
  readonly ask: (range?: string) => Promise<FileResponse>;
}

/** Overlapping ranges can amount to many times the file; then the whole file is sent (RFC 9110 section 14.2). */
async function answerSeveral(
  ranges: readonly string[],
  { file, contentType, size, ask }: Several,
): Promise<FileResponse> {
  const spans = ranges.flatMap((range) => spanOf(range, size) ?? []);
  if (spans.reduce((sum, span) => sum + lengthOf(span), 0) > size) return ask();
  const [first = { first: size, last: size }] = spans;
  const one = await ask(`${first.first}-${first.last}`);
  if (spans.length < 2 || one.status !== 206) return one;
  one.content.destroy();
  const parts = await multipartRanges(join(file.root, file.path), spans, { contentType, size });
  const { "Content-Range": _, ...fields } = one.fields;
  const described = { ...fields, "Content-Type": parts.contentType, "Content-Length": String(parts.length) };
  return { status: 206, fields: described, content: parts.content, contentBytes: parts.length };
}
