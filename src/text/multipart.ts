import { detached } from "../detached.ts";
import { LiteralRewriter } from "../literal/literals.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import type { Scope } from "../url/scope.ts";

/**
 * Rewrites the text fields of multipart/form-data (RFC 7578): literal names are moved in parts that are not files, not of
 * a binary type and not transfer-coded. Everything else passes unchanged.
 */
export class MultipartRewriter implements TextRewriter {
  readonly #scope: Scope;
  readonly #boundary: string;
  /** The delimiter that ends the current content. Only the first one has no line break before it. */
  #delimiter: string;
  /** Whether a part's header fields are being read, not content. */
  #inFields = false;
  /** Rewrites the content; undefined where it stays. */
  #content: LiteralRewriter | undefined;
  #held = "";

  /** @param boundary the media type's parameter, without quotes */
  constructor(scope: Scope, boundary: string) {
    this.#scope = scope;
    this.#boundary = boundary;
    this.#delimiter = `--${boundary}`;
  }

  write(text: string): string {
    let rest = this.#held + text;
    let output = "";
    for (let end = this.#endOfSection(rest); end !== -1; end = this.#endOfSection(rest)) {
      output += this.#inFields ? this.#readFields(rest.slice(0, end)) : this.#endContent(rest.slice(0, end));
      rest = rest.slice(end);
    }
    const decided = this.#inFields ? 0 : Math.max(0, rest.length - this.#delimiter.length + 1);
    output += this.#readContent(rest.slice(0, decided));
    this.#held = detached(rest.slice(decided));
    return output === text ? text : output;
  }

  end(): string {
    return this.#inFields ? this.#held : this.#endContent(this.#held);
  }

  /** The offset after the current fields or content; -1 when incomplete. */
  #endOfSection(text: string): number {
    const delimiter = text.indexOf(this.#delimiter);
    if (!this.#inFields) return delimiter === -1 ? -1 : delimiter + this.#delimiter.length;
    const longest = delimiter === -1 ? FIELDS_BYTES : Math.min(delimiter, FIELDS_BYTES);
    const blankLine = text.slice(0, longest).indexOf(BLANK_LINE);
    if (blankLine !== -1) return blankLine + BLANK_LINE.length;
    return text.length > longest ? 0 : -1;
  }

  #readFields(fields: string): string {
    this.#inFields = false;
    this.#delimiter = `\r\n--${this.#boundary}`;
    this.#content = isTextField(fields) ? new LiteralRewriter(this.#scope, "form") : undefined;
    return fields;
  }

  #readContent(text: string): string {
    return this.#content?.write(text) ?? text;
  }

  #endContent(text: string): string {
    this.#inFields = true;
    const content = text.endsWith(this.#delimiter) ? text.slice(0, -this.#delimiter.length) : text;
    const output = this.#readContent(content) + (this.#content?.end() ?? "") + text.slice(content.length);
    this.#content = undefined;
    return output;
  }
}

/** The header fields of a part are ignored if they are longer or do not end; the content then passes unchanged. */
const FIELDS_BYTES = 16_384;
const BLANK_LINE = "\r\n\r\n";

const FORM_DATA = /^content-disposition:[ \t]*form-data/im;
const FILE_NAME = /;[ \t]*filename\*?[ \t]*=/i;
const BINARY_TYPE = /^content-type:(?![ \t]*(?:text\/|application\/(?:[\w.-]+\+)?json))/im;
const TRANSFER_CODED = /^content-transfer-encoding:[ \t]*(?:base64|quoted-printable)/im;

function isTextField(fields: string): boolean {
  return FORM_DATA.test(fields) && !FILE_NAME.test(fields) && !BINARY_TYPE.test(fields) && !TRANSFER_CODED.test(fields);
}
