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

/** Reads all requests of a connection, as RFC 9112 has them when nobody tolerates anything. Bytes are latin1 text. */
export function readRequests(bytes: string): Reading {
  const requests: SeenRequest[] = [];
  let rest = bytes;
  while (rest !== "") {
    const read = readRequest(rest);
    if (typeof read === "string") return { requests, rest, fault: read };
    if (!read) break;
    requests.push(read.request);
    rest = read.rest;
  }
  return { requests, rest, fault: undefined };
}

type Read<T> = (T & { readonly rest: string }) | string | undefined;

function readRequest(bytes: string): Read<{ readonly request: SeenRequest }> {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return undefined;
  const [line = "", ...lines] = bytes.slice(0, headEnd).split("\r\n");
  const found = REQUEST_LINE.exec(line);
  if (!found) return `no request line: ${JSON.stringify(line)}`;
  const [, method = "", target = ""] = found;
  const fields: [string, string][] = [];
  for (const text of lines) {
    const field = FIELD_LINE.exec(text);
    if (!field) return `no field: ${JSON.stringify(text)}`;
    fields.push([field[1]!.toLowerCase(), field[2]!.trim()]);
  }
  const content = readContent(fields, bytes.slice(headEnd + 4));
  if (content === undefined || typeof content === "string") return content;
  return { request: { method, target, fields, content: content.content }, rest: content.rest };
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const REQUEST_LINE = new RegExp(`^(${TOKEN}) (\\*|/[!"$-\\[\\]-~]*) HTTP/1\\.1$`);
const FIELD_LINE = new RegExp(`^(${TOKEN}):([\\t\\x20-\\x7e\\x80-\\xff]*)$`);

function readContent(
  fields: readonly (readonly [string, string])[],
  bytes: string,
): Read<{ readonly content: string }> {
  const values = (wanted: string) => fields.filter(([name]) => name === wanted).map(([, value]) => value);
  const [lengths, codings] = [values("content-length"), values("transfer-encoding")];
  if (values("host").length !== 1) return "not one Host";
  if (lengths.length + codings.length > 1) return "more than one length";
  if (codings.length === 1) return codings[0] === "chunked" ? readChunks(bytes) : `coding ${codings[0]}`;
  const [length = "0"] = lengths;
  if (!/^\d+$/.test(length)) return `length ${length}`;
  if (bytes.length < Number(length)) return undefined;
  return { content: bytes.slice(0, Number(length)), rest: bytes.slice(Number(length)) };
}

function readChunks(bytes: string): Read<{ readonly content: string }> {
  let content = "";
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd === -1) return undefined;
    const size = bytes.slice(at, lineEnd);
    if (!/^[\da-f]+$/i.test(size)) return `chunk size ${JSON.stringify(size)}`;
    const end = lineEnd + 2 + Number.parseInt(size, 16);
    if (bytes.length < end + 2) return undefined;
    if (bytes.slice(end, end + 2) !== "\r\n") return "chunk data too long";
    if (end === lineEnd + 2) return { content, rest: bytes.slice(end + 2) };
    content += bytes.slice(lineEnd + 2, end);
    at = end + 2;
  }
}
