/**
 * Drops `100 Continue` heads that come before a response.
 *
 * Old application servers send one to every request with content, asked or not, and RFC 9110 section 15.2 obliges a client
 * to read it; undici closes the connection instead. Whatever is not such a head passes untouched and undelayed.
 */
export class ContinueFilter {
  readonly #maxDropped: number;
  #atStart = false;
  #dropped = 0;
  #held: Buffer = EMPTY;

  /** @param maxDropped interim responses to one request; more are left for undici to refuse */
  constructor(maxDropped: number) {
    this.#maxDropped = maxDropped;
  }

  /** The next byte is the first of a response. */
  expectResponse(): void {
    this.#atStart = true;
    this.#dropped = 0;
    this.#held = EMPTY;
  }

  /** @returns what is for the parser; null when there is nothing, or nothing yet */
  pass(chunk: Buffer | null): Buffer | null {
    if (!this.#atStart || chunk === null) return chunk;
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    let end = continueEnd(rest);
    while (end > 0 && this.#dropped < this.#maxDropped) {
      this.#dropped++;
      rest = rest.subarray(end);
      end = continueEnd(rest);
    }
    this.#atStart = end === UNDECIDED;
    this.#held = this.#atStart ? rest : EMPTY;
    return this.#atStart ? null : rest;
  }
}

const EMPTY = Buffer.alloc(0);
const START = "HTTP/1.1 100 ";
const MAX_HEAD_BYTES = 8192;
const UNDECIDED = -1;
const OTHER = 0;

/** Where a leading `100 Continue` head ends; `OTHER` when there is none. */
function continueEnd(bytes: Buffer): number {
  const start = bytes.toString("latin1", 0, START.length).replace("HTTP/1.0", "HTTP/1.1");
  if (start !== START) return START.startsWith(start) ? UNDECIDED : OTHER;
  const end = bytes.indexOf("\r\n\r\n");
  if (end !== -1) return end + 4;
  return bytes.length < MAX_HEAD_BYTES ? UNDECIDED : OTHER;
}
