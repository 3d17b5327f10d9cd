/** Reads requests as strictly as RFC 9112 allows: whatever could be read in another way is a problem. */
export class StrictReader {
  readonly problems: string[] = [];
  /** Whole requests. */
  count = 0;
  /** What has not been read. */
  rest = "";
  readonly #onRequest: () => void;
  /** Whether nothing may follow the first request. */
  readonly #isAlone: boolean;

  constructor(onRequest: () => void, isAlone = false) {
    this.#onRequest = onRequest;
    this.#isAlone = isAlone;
  }

  read(text: string): void {
    this.rest += text;
    while (this.rest !== "" && this.problems.length === 0 && !(this.#isAlone && this.count > 0)) {
      const length = this.#request();
      if (length === undefined) return;
      this.rest = this.rest.slice(length);
      this.count++;
      this.#onRequest();
    }
  }

  /** The length of the first request; undefined while it is not all there, or is none. */
  #request(): number | undefined {
    const headEnd = this.rest.indexOf("\r\n\r\n");
    if (headEnd === -1) return undefined;
    const [line = "", ...fields] = this.rest.slice(0, headEnd).split("\r\n");
    if (!/^[A-Z-]+ \/[^\s\x00-\x20\x7f]* HTTP\/1\.1$/.test(line)) return this.#problem("a request line", line);
    const wrong = fields.find((field) => !/^[\w!#$%&'*+.^`|~-]+: ?[\t\x20-\x7e\x80-\xff]*$/.test(field));
    if (wrong !== undefined) return this.#problem("a field", wrong);
    const [host, ...hosts] = valuesOf(fields, "host");
    if (host !== "legacy.internal:8080" || hosts.length > 0) return this.#problem("a Host", `${host} ${hosts}`);
    const [lengths, codings] = [valuesOf(fields, "content-length"), valuesOf(fields, "transfer-encoding")];
    if (lengths.length + codings.length > 1) return this.#problem("a length", fields.join());
    const start = headEnd + 4;
    if (codings.length > 0) {
      return codings[0] === "chunked" ? this.#chunked(start) : this.#problem("a coding", codings.join());
    }
    if (!/^\d{1,15}$/.test(lengths[0] ?? "0")) return this.#problem("a length", lengths.join());
    const end = start + Number(lengths[0] ?? 0);
    return end <= this.rest.length ? end : undefined;
  }

  #chunked(start: number): number | undefined {
    for (let at = start; ; ) {
      const lineEnd = this.rest.indexOf("\r\n", at);
      if (lineEnd === -1) return undefined;
      const line = this.rest.slice(at, lineEnd);
      if (!/^[\da-f]{1,8}$/i.test(line)) return this.#problem("a chunk", line);
      const size = Number.parseInt(line, 16);
      if (size === 0) return this.#trailers(lineEnd + 2);
      at = lineEnd + 2 + size;
      if (this.rest.length < at + 2) return undefined;
      if (this.rest.slice(at, at + 2) !== "\r\n")
        return this.#problem("the end of a chunk", this.rest.slice(at, at + 9));
      at += 2;
    }
  }

  #trailers(start: number): number | undefined {
    if (this.rest.startsWith("\r\n", start)) return start + 2;
    const end = this.rest.indexOf("\r\n\r\n", start);
    return end === -1 ? undefined : end + 4;
  }

  #problem(what: string, found: string): undefined {
    this.problems.push(`expected ${what}, found ${JSON.stringify(found)}`);
    return undefined;
  }
}

function valuesOf(fields: readonly string[], name: string): string[] {
  return fields
    .filter((field) => field.toLowerCase().startsWith(`${name}:`))
    .map((field) => field.slice(name.length + 1).trim());
}
