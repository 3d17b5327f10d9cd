import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { listedValue } from "./raw-fields.ts";

/** Why the end or the transfer coding of a request is uncertain (RFC 9112 section 6). */
export type FramingFault = "invalid-framing" | "unknown-transfer-coding" | "content-too-large";

/**
 * Why a request has no certain length. Node has already refused bad lengths, but not those above 2^53, which change when
 * they become numbers (RFC 9110 section 8.6).
 */
export function framingFault(headers: IncomingHttpHeaders, httpVersionMinor: number): FramingFault | undefined {
  const { "transfer-encoding": transferEncoding, "content-length": contentLength } = headers;
  if (transferEncoding === undefined) {
    return Number.isSafeInteger(declaredBytes(headers)) ? undefined : "content-too-large";
  }
  if (contentLength !== undefined || httpVersionMinor === 0) return "invalid-framing";
  if (isChunked(transferEncoding)) return undefined;
  return ENDS_IN_CHUNKED.test(transferEncoding) ? "unknown-transfer-coding" : "invalid-framing";
}

export function hasContent(headers: IncomingHttpHeaders): boolean {
  return headers["transfer-encoding"] !== undefined || declaredBytes(headers) !== 0;
}

/** Whether someone else has read content of a request, such as a body parser. What is gone cannot be forwarded. */
export function isContentTaken({ headers, readableDidRead, readableEnded }: IncomingMessage): boolean {
  return (readableDidRead || readableEnded) && hasContent(headers);
}

/** The Content-Length of a message; 0 without one. */
export function declaredBytes(headers: IncomingHttpHeaders): number {
  return Number(headers["content-length"] ?? 0);
}

/**
 * Whether a final response can be forwarded: its status is valid and its end is certain. undici reads any transfer coding
 * as chunked, or as "until the connection closes".
 */
export function isForwardable(status: number, headers: IncomingHttpHeaders): boolean {
  if (status < 200 || status > 999) return false;
  const transferEncoding: string | string[] | undefined = headers["transfer-encoding"];
  return transferEncoding === undefined || isChunked(transferEncoding);
}

const ENDS_IN_CHUNKED = /,[\t ]*chunked[\t ]*$/i;

/** Whether the length of a response is ambiguous. `fields` are names and values in turn. */
export function isLengthAmbiguous(fields: readonly string[]): boolean {
  const length = listedValue(fields, "content-length");
  if (length === undefined) return false;
  return !/^\d+$/.test(length) || listedValue(fields, "transfer-encoding") !== undefined;
}

function isChunked(transferEncoding: string | string[]): boolean {
  return typeof transferEncoding === "string" && transferEncoding.toLowerCase() === "chunked";
}

/**
 * RFC 9110 sections 8.6 and 15.3.6: 1xx and 204 have no length, 205 has none but 0. `fields`: names and values in turn.
 */
export function withContentLengthOf(status: number, fields: string[]): string[] {
  if (status >= 200 && status !== 204 && status !== 205) return fields;
  const others = fields.filter((_, i) => (fields[i - (i % 2)] as string).toLowerCase() !== "content-length");
  return status === 205 ? [...others, "Content-Length", "0"] : others;
}
