/** A parsed Content-Type (RFC 9110 section 8.3.1). */
export interface ContentType {
  /** Lower case, without parameters; "" when there is none. */
  readonly mediaType: string;
  /** The charset parameter as it is written, without quotes. */
  readonly charset: string | undefined;
}

const CHARSET = /;[\t ]*charset=(?:"((?:[^"\\]|\\.)*)"|([^\t ;"]+))/i;

/** Reads what browsers would: a malformed parameter is skipped, of two charsets the first counts. */
export function parseContentType(value: string | undefined): ContentType {
  if (value === undefined) return { mediaType: "", charset: undefined };
  const end = value.indexOf(";");
  const mediaType = (end === -1 ? value : value.slice(0, end)).trim().toLowerCase();
  const parameter = end === -1 ? null : CHARSET.exec(value.slice(end));
  const quoted = parameter?.[1]?.replace(/\\(.)/g, "$1");
  return { mediaType, charset: quoted ?? parameter?.[2] };
}
