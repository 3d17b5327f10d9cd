/** A request as a reader sees it that forgives nothing. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly content: string;
}

export interface Reading {
  readonly requests: readonly SeenRequest[];
  /** The beginning of one more. */
  readonly rest: string;
  /** Why there is no more to read; undefined while there is none but a beginning. */
  readonly fault: string | undefined;
}

/** What of a request one reader takes for good. */
interface Grammar {
  readonly requestLine: RegExp;
  readonly coding: RegExp;
  /** The line before a chunk; its size is captured. */
  readonly chunkLine: RegExp;
  readonly hasTrailers: boolean;
  readonly needsHost: boolean;
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const FIELD_LINE = new RegExp(`^(${TOKEN}):([\\t\\x20-\\x7e\\x80-\\xff]*)$`);

/** As RFC 9112 has requests when nobody tolerates anything, and only what an application must be able to read. */
export const STRICT: Grammar = {
  requestLine: new RegExp(`^(${TOKEN}) (\\*|/[!"$-\\[\\]-~]*) HTTP/1\\.1$`),
  coding: /^chunked$/,
  chunkLine: /^([\da-f]+)$/i,
  hasTrailers: false,
  needsHost: true,
};

/** All that RFC 9112 knows, with any target. */
export const TOLERANT: Grammar = {
  requestLine: new RegExp(`^(${TOKEN}) ([^ ]+) HTTP/1\\.[01]$`),
  coding: /^chunked$/i,
  chunkLine: /^([\da-f]+)[\t ]*(?:;.*)?$/i,
  hasTrailers: true,
  needsHost: false,
};

/** Reads all requests of a connection. Bytes are latin1 text. */
export function readRequests(bytes: string, grammar = STRICT): Reading {
  const requests: SeenRequest[] = [];
  let rest = bytes;
  while (rest !== "") {
    const read = readRequest(rest, grammar);
    if (typeof read === "string") return { requests, rest, fault: read };
    if (!read) break;
    requests.push(read.request);
    rest = read.rest;
  }
  return { requests, rest, fault: undefined };
}

/** What was read and what is behind it; why it cannot be read; undefined while it is not all there. */
type Read<T> = (T & { readonly rest: string }) | string | undefined;

function readRequest(bytes: string, grammar: Grammar): Read<{ readonly request: SeenRequest }> {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return undefined;
  const [line = "", ...lines] = bytes.slice(0, headEnd).split("\r\n");
  const found = grammar.requestLine.exec(line);
  if (!found) return `no request line: ${JSON.stringify(line)}`;
  const [, method = "", target = ""] = found;
  const fields: [string, string][] = [];
  for (const text of lines) {
    const field = FIELD_LINE.exec(text);
    if (!field) return `no field: ${JSON.stringify(text)}`;
    fields.push([field[1]!.toLowerCase(), field[2]!.trim()]);
  }
  const content = readContent(fields, bytes.slice(headEnd + 4), grammar);
  if (content === undefined || typeof content === "string") return content;
  return { request: { method, target, fields, content: content.content }, rest: content.rest };
}

function readContent(
  fields: readonly (readonly [string, string])[],
  bytes: string,
  grammar: Grammar,
): Read<{ readonly content: string }> {
  const values = (wanted: string) => fields.filter(([name]) => name === wanted).map(([, value]) => value);
  const [lengths, codings] = [values("content-length"), values("transfer-encoding")];
  const hosts = values("host").length;
  if (hosts > 1 || (hosts === 0 && grammar.needsHost)) return `${hosts} Hosts`;
  if (lengths.length + codings.length > 1) return "more than one length";
  if (codings.length === 1) return grammar.coding.test(codings[0]!) ? readChunks(bytes, grammar) : `${codings}`;
  const [length = "0"] = lengths;
  if (!/^\d+$/.test(length)) return `length ${length}`;
  if (bytes.length < Number(length)) return undefined;
  return { content: bytes.slice(0, Number(length)), rest: bytes.slice(Number(length)) };
}

function readChunks(bytes: string, grammar: Grammar): Read<{ readonly content: string }> {
  let content = "";
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd === -1) return undefined;
    const size = grammar.chunkLine.exec(bytes.slice(at, lineEnd))?.[1];
    if (size === undefined) return `chunk size ${JSON.stringify(bytes.slice(at, lineEnd))}`;
    const start = lineEnd + 2;
    const end = start + Number.parseInt(size, 16);
    if (end === start) {
      const trailerEnd = grammar.hasTrailers ? bytes.indexOf("\r\n\r\n", lineEnd) + 2 : start;
      if (bytes.length < start + 2 || trailerEnd < start) return undefined;
      if (bytes.slice(trailerEnd, trailerEnd + 2) !== "\r\n") return "trailers";
      return { content, rest: bytes.slice(trailerEnd + 2) };
    }
    if (bytes.length < end + 2) return undefined;
    if (bytes.slice(end, end + 2) !== "\r\n") return "chunk data too long";
    content += bytes.slice(start, end);
    at = end + 2;
  }
}
