/** A parsed Content-Type (RFC 9110 section 8.3.1). */
export interface ContentType {
  /** Lower case, without parameters; "" when there is none. */
  readonly mediaType: string;
  /** The charset parameter as written, without quotes. */
  readonly charset: string | undefined;
}

const CHARSET = parameter("charset");
const BOUNDARY = parameter("boundary");

function parameter(name: string): RegExp {
  return new RegExp(String.raw`;[\t ]*${name}=(?:"((?:[^"\\]|\\.)*)"|([^\t ;"]+))`, "i");
}

/** Parses as browsers do: malformed parameters are skipped, and the first of two charsets counts. */
export function parseContentType(value: string | undefined): ContentType {
  if (value === undefined) return { mediaType: "", charset: undefined };
  const end = value.indexOf(";");
  const mediaType = (end === -1 ? value : value.slice(0, end)).trim().toLowerCase();
  return { mediaType, charset: end === -1 ? undefined : found(value.slice(end), CHARSET) };
}

/** The boundary between the parts of a multipart body (RFC 2046 section 5.1.1); undefined without that parameter. */
export function boundaryOf(contentType: string): string | undefined {
  return found(contentType, BOUNDARY);
}

function found(parameters: string, pattern: RegExp): string | undefined {
  const [, quoted, token] = pattern.exec(parameters) ?? [];
  return quoted?.replace(/\\(.)/g, "$1") ?? token;
}
