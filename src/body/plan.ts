import { isSigned } from "../headers/signature.ts";
import type { Limits } from "../limits.ts";
import { firstValue, listedValue } from "../message/raw-fields.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import type { CodingName } from "./codings/coding.ts";
import { parseContentCoding } from "./codings/content-encoding.ts";
import { type ContentType, parseContentType } from "./content-type.ts";
import type { DocumentHead } from "./document-rewriter.ts";
import { type DocumentType, documentType, sentDocumentType, sentReferences } from "./media-types.ts";

/** Reasons why a body passes unchanged, in words for people. */
export const PASS_REASONS = {
  "no-content": "there is no body",
  partial: "it is part of a body (206, Content-Range)",
  "no-transform": "Cache-Control says no-transform",
  attachment: "it is a download (Content-Disposition: attachment)",
  signed: "its sender signed it",
  "media-type": "its media type has no known URLs",
  family: "the configuration turns this kind off",
  coding: "its content coding is unknown or has too many layers",
  charset: "its charset cannot be read",
  "length-prefixed": "its format counts characters and would break",
} as const;

export type PassReason = keyof typeof PASS_REASONS;

export type BodyPlan = Passing | Rewriting;

export interface Passing {
  readonly rewrites: false;
  readonly reason: PassReason;
}

export interface Rewriting extends DocumentHead {
  readonly rewrites: true;
  /** The codings to decode, and to apply again after rewriting, in the order in which they were applied. */
  readonly codings: readonly CodingName[];
}

/** A response before its body. */
export interface MessageHead {
  readonly method: string;
  readonly status: number;
  /** Path and query of the request. Default: unknown. */
  readonly path?: string;
  /** All values of a field, by its name in lower case. */
  readonly values: (name: string) => readonly string[];
}

/** Decides whether and how a response's body is rewritten (RFC 9110 sections 6.4.1, 7.7, 8.4, 15.3.7). */
export function planBody(
  { method, status, path = "", values }: MessageHead,
  options: ResolvedRewriteOptions,
  { maxCodings }: Pick<Limits, "maxCodings">,
): BodyPlan {
  if (method === "HEAD" || hasNoContent(status)) return passing("no-content");
  if (status === 206) return passing("partial");
  if (!options.ignoreNoTransform && values("cache-control").some(hasNoTransform)) return passing("no-transform");
  if (!options.attachments && values("content-disposition").some(isAttachment)) return passing("attachment");
  const type = parseContentType(values("content-type")[0]);
  const codings = parseContentCoding(values("content-encoding"), maxCodings);
  const document = documentType(type.mediaType, path.split("?", 1)[0]);
  return planDocument(document, type, codings, options);
}

/** A request before its content. */
export interface SentHead {
  readonly method: string;
  /** Names and values in turn. */
  readonly fields: readonly string[];
}

/** Decides whether and how a request's content is mapped: with `forms`, or if its method names resources in the content. */
export function planSentBody(
  { method, fields: raw }: SentHead,
  options: ResolvedRewriteOptions,
  { maxCodings }: Pick<Limits, "maxCodings">,
): BodyPlan {
  const isReferring = REFERRING_METHODS.has(method);
  if (!options.forms && !isReferring) return passing("family");
  if (firstValue(raw, "content-range") !== undefined) return passing("partial");
  if (!options.ignoreNoTransform && hasNoTransform(listedValue(raw, "cache-control") ?? ""))
    return passing("no-transform");
  if (isSigned(raw)) return passing("signed");
  const contentType = firstValue(raw, "content-type") ?? "";
  const type = parseContentType(contentType);
  const codings = parseContentCoding([listedValue(raw, "content-encoding") ?? ""], maxCodings);
  const document = options.forms ? sentDocumentType(type.mediaType, contentType) : sentReferences(type.mediaType);
  return planDocument(document, type, codings, options);
}

/**
 * Methods that name resources in their content, with references from earlier responses (RFC 4918, 3253, 3744, 4791, 5323,
 * 5689, 5842).
 */
const REFERRING_METHODS: ReadonlySet<string> = new Set([
  ...["PROPFIND", "PROPPATCH", "MKCOL", "LOCK", "REPORT", "SEARCH", "ACL", "MKCALENDAR", "BIND", "UNBIND", "REBIND"],
  ...["CHECKOUT", "MERGE", "UPDATE", "VERSION-CONTROL", "BASELINE-CONTROL", "MKACTIVITY"],
]);

function planDocument(
  document: DocumentType | undefined,
  { mediaType, charset }: ContentType,
  codings: readonly CodingName[] | undefined,
  options: ResolvedRewriteOptions,
): BodyPlan {
  if (!document) return passing("media-type");
  if (!options[document.family]) return passing("family");
  if (!codings) return passing("coding");
  return { rewrites: true, mediaType, label: charset, document, codings };
}

function passing(reason: PassReason): Passing {
  return { rewrites: false, reason };
}

/** Responses that end with their header section (RFC 9112 section 6.3). */
function hasNoContent(status: number): boolean {
  return status < 200 || status === 204 || status === 205 || status === 304;
}

function hasNoTransform(value: string): boolean {
  return /(?:^|[\s,])no-transform(?:$|[\s,])/i.test(value);
}

function isAttachment(value: string): boolean {
  return /^\s*attachment\s*(?:;|$)/i.test(value);
}
