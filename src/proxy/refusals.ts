import type { ErrorCode } from "../errors.ts";

/** An answer that the proxy gives by itself, instead of an upstream's. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  /** The whole body. It reflects nothing of the request and says nothing about the upstream. */
  readonly text: string;
  /** Fields besides those that every refusal has, name and value in turn. Default none. */
  readonly fields?: readonly string[];
  /** Whether what follows on the client's connection cannot be trusted to be a request. Default false. */
  readonly closes?: boolean;
}

/** What we would forward, for those who ask us and not an application. */
export const ALLOW = ["Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"];

/** RFC 9110 section 15, RFC 6585, RFC 5842 section 7.2 (508). */
const ANSWERS = {
  "malformed-request": { status: 400, code: "ERR_BAD_REQUEST", text: "The request is malformed.", closes: true },
  "invalid-target": { status: 400, code: "ERR_BAD_REQUEST", text: "The request target is not valid." },
  "invalid-host": { status: 400, code: "ERR_BAD_REQUEST", text: "The Host field is not valid.", closes: true },
  "invalid-framing": {
    status: 400,
    code: "ERR_BAD_REQUEST",
    text: "The length of the request is ambiguous.",
    closes: true,
  },
  "invalid-fields": { status: 400, code: "ERR_BAD_REQUEST", text: "The request's fields cannot be forwarded." },
  "content-coding": { status: 400, code: "ERR_BAD_REQUEST", text: "The request's content cannot be decoded." },
  "method-refused": {
    status: 405,
    code: "ERR_BAD_REQUEST",
    text: "The method is not allowed.",
    fields: ALLOW,
    closes: true,
  },
  "request-timeout": { status: 408, code: "ERR_BAD_REQUEST", text: "The request took too long.", closes: true },
  "content-too-large": {
    status: 413,
    code: "ERR_BAD_REQUEST",
    text: "The request's content is too large.",
    closes: true,
  },
  "target-too-long": { status: 414, code: "ERR_BAD_REQUEST", text: "The request target is too long.", closes: true },
  "unknown-expectation": { status: 417, code: "ERR_BAD_REQUEST", text: "The expectation cannot be met." },
  "fields-too-large": {
    status: 431,
    code: "ERR_BAD_REQUEST",
    text: "The request's fields are too large.",
    closes: true,
  },
  "content-taken": {
    status: 500,
    code: "ERR_CONFIG",
    text: "The request's content was read before it could be forwarded.",
  },
  "unknown-method": { status: 501, code: "ERR_BAD_REQUEST", text: "The method is not supported.", closes: true },
  "unknown-transfer-coding": {
    status: 501,
    code: "ERR_BAD_REQUEST",
    text: "The transfer coding is not supported.",
    closes: true,
  },
  "upgrade-with-content": {
    status: 501,
    code: "ERR_BAD_REQUEST",
    text: "An upgrade request with content is not supported.",
    closes: true,
  },
  "unknown-protocol": {
    status: 501,
    code: "ERR_BAD_REQUEST",
    text: "The protocol is not supported.",
  },
  "unknown-version": {
    status: 505,
    code: "ERR_BAD_REQUEST",
    text: "The HTTP version is not supported.",
    closes: true,
  },
  loop: { status: 508, code: "ERR_BAD_REQUEST", text: "The request came back to this proxy." },

  "unknown-host": { status: 421, code: "ERR_NO_ROUTE", text: "Nothing is served for this host." },
  "unknown-path": { status: 404, code: "ERR_NO_ROUTE", text: "Nothing is served at this path." },

  "unreadable-file": { status: 403, code: "ERR_FILE", text: "The file cannot be read." },
  "no-file": { status: 404, code: "ERR_FILE", text: "There is no such file." },
  "read-only": {
    status: 405,
    code: "ERR_BAD_REQUEST",
    text: "Files can only be read.",
    fields: ["Allow", "GET, HEAD"],
  },

  "upstream-unreachable": { status: 502, code: "ERR_UPSTREAM_CONNECT", text: "The application cannot be reached." },
  "upstream-untrusted": { status: 502, code: "ERR_UPSTREAM_CONNECT", text: "The application cannot be trusted." },
  "upstream-response": { status: 502, code: "ERR_UPSTREAM_RESPONSE", text: "The application's answer is not valid." },
  "upstream-aborted": { status: 502, code: "ERR_UPSTREAM_ABORTED", text: "The application's answer was cut off." },
  "upstream-connect-timeout": {
    status: 504,
    code: "ERR_UPSTREAM_TIMEOUT",
    text: "The application cannot be reached in time.",
  },
  "upstream-timeout": { status: 504, code: "ERR_UPSTREAM_TIMEOUT", text: "The application did not answer in time." },

  "upstream-down": {
    status: 503,
    code: "ERR_UPSTREAM_CONNECT",
    text: "The application is not available.",
    fields: ["Retry-After", "1"],
  },
  overload: {
    status: 503,
    code: "ERR_OVERLOAD",
    text: "Too many requests are waiting.",
    fields: ["Retry-After", "1"],
  },
  memory: {
    status: 503,
    code: "ERR_OVERLOAD",
    text: "Too much memory is in use.",
    fields: ["Retry-After", "5"],
    closes: true,
  },
  closing: {
    status: 503,
    code: "ERR_OVERLOAD",
    text: "The proxy is shutting down.",
    fields: ["Retry-After", "1"],
    closes: true,
  },
} satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof ANSWERS;

/** Every answer that is ours. */
export const REFUSALS: Readonly<Record<RefusalName, Refusal>> = ANSWERS;

/** The fields of a refusal's answer, the same for every writer: nothing is sniffed, nothing is stored. */
export function refusalFields(name: RefusalName): string[] {
  const { text, fields, closes } = REFUSALS[name];
  return [
    ...["Content-Type", "text/plain; charset=utf-8"],
    ...["Content-Length", String(text.length + 1)],
    ...["X-Content-Type-Options", "nosniff"],
    ...["Cache-Control", "no-store"],
    ...(fields ?? []),
    ...(closes ? ["Connection", "close"] : []),
  ];
}

export function refusalBody(name: RefusalName): string {
  return `${REFUSALS[name].text}\n`;
}
