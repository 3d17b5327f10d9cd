/**
 * The start of each response on a connection, put right where undici and HTTP disagree on it:
 *
 * - `100 Continue` is dropped. Old application servers send one to every request with content, asked or not, and RFC 9110
 *   section 15.2 obliges a client to read it; undici closes the connection instead.
 * - A response of HTTP/1.0 with a transfer coding, which HTTP/1.0 does not have, becomes one of HTTP/1.1 that closes: RFC
 *   9112 section 6.1 lets a client read it, but never use the connection again.
 * - Another version than HTTP/1.0 and HTTP/1.1 is made unreadable: undici would take `HTTP/2.0 200` for HTTP/1.1.
 *
 * Everything else passes untouched and, as soon as it is known to be something else, undelayed.
 */
export class ResponseStart {
  readonly #maxInterim: number;
  #isNext = false;
  #interimCount = 0;
  #held: Buffer = EMPTY;

  /** @param maxInterim interim responses to one request; more are left to undici and its handler to refuse */
  constructor(maxInterim: number) {
    this.#maxInterim = maxInterim;
  }

  /** The next byte is the first of a response. */
  expect(): void {
    this.#isNext = true;
    this.#interimCount = 0;
    this.#held = EMPTY;
  }

  /** @returns bytes for the parser; null if there are none, or none yet */
  pass(chunk: Buffer | null): Buffer | null {
    if (!this.#isNext || chunk === null) return chunk;
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const passed: Buffer[] = [];
    let start = startOf(rest);
    while (isInterim(start) && this.#interimCount < this.#maxInterim) {
      this.#interimCount++;
      if (start.kind !== "continue") passed.push(rest.subarray(0, start.end));
      rest = rest.subarray(start.end);
      start = startOf(rest);
    }
    this.#isNext = start.kind === "undecided";
    this.#held = this.#isNext ? rest : EMPTY;
    if (start.kind === "old") passed.push(...closingOldChunks(rest, start.end));
    else if (start.kind === "foreign") passed.push(UNREADABLE, rest);
    else if (!this.#isNext) passed.push(rest);
    return joined(passed);
  }
}

/** `end` is that of the head. */
type Start =
  | { readonly kind: "undecided" | "foreign" | "other" }
  | { readonly kind: "continue" | "interim" | "old"; readonly end: number };

const EMPTY = Buffer.alloc(0);
const MAX_HEAD_BYTES = 8192;
/** What no response begins with. */
const UNREADABLE = Buffer.from("\0");
const OTHER = { kind: "other" } as const;
const FOREIGN = { kind: "foreign" } as const;
const UNDECIDED = { kind: "undecided" } as const;

function startOf(bytes: Buffer): Start {
  if (isFinalOfHttp11(bytes)) return OTHER;
  const line = bytes.toString("latin1", 0, LINE_CHARS);
  if (OTHER_VERSION.test(line)) return FOREIGN;
  if (line.length < LINE_CHARS) return MAY_BECOME.test(line) ? UNDECIDED : OTHER;
  const kind = Object.entries(KINDS).find(([, pattern]) => pattern.test(line))?.[0] as keyof typeof KINDS | undefined;
  if (kind === undefined) return OTHER;
  const end = bytes.indexOf("\r\n\r\n");
  if (end !== -1) return { kind, end: end + 4 };
  return bytes.length < MAX_HEAD_BYTES ? UNDECIDED : OTHER;
}

/** Nearly all are: told by the version and the first digit of the status. */
function isFinalOfHttp11(bytes: Buffer): boolean {
  return bytes.length > 9 && bytes[5] === ONE && bytes[7] === ONE && bytes[9] !== ONE;
}

const ONE = 0x31;

/** The start of a status line that shows its kind. */
const LINE_CHARS = "HTTP/1.1 100 ".length;

const OTHER_VERSION = /^HTTP\/(?!1?$|1\.[01]?(?:$| ))/;

const KINDS = {
  continue: /^HTTP\/1\.[01] 100[ \r]/,
  interim: /^HTTP\/1\.[01] 1(?!01)\d\d[ \r]/,
  old: /^HTTP\/1\.0 /,
} as const;

/** What begins one of them. */
const MAY_BECOME = /^(?:|H|HT|HTT|HTTP|HTTP\/|HTTP\/1|HTTP\/1\.|HTTP\/1\.1|HTTP\/1\.1 (?:1\d{0,2})?|HTTP\/1\.0.*)$/;

function isInterim(start: Start): start is Start & { kind: "continue" | "interim"; end: number } {
  return start.kind === "continue" || start.kind === "interim";
}

function closingOldChunks(bytes: Buffer, headEnd: number): Buffer[] {
  if (!/\ntransfer-encoding:/i.test(bytes.toString("latin1", 0, headEnd))) return [bytes];
  const fields = bytes.indexOf("\n") + 1;
  return [VERSION, bytes.subarray(VERSION.length, fields), CLOSE, bytes.subarray(fields)];
}

const VERSION = Buffer.from("HTTP/1.1");
const CLOSE = Buffer.from("Connection: close\r\n");

function joined(buffers: readonly Buffer[]): Buffer | null {
  return buffers.length > 1 ? Buffer.concat(buffers) : (buffers[0] ?? null);
}
