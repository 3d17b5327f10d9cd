import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { constants, type ServerHttp2Stream } from "node:http2";
import type { Http2Request } from "../../message/http2-request.ts";
import { provesKey } from "../../message/upgrade.ts";
import type { BareChannel, ClientResponse } from "../arrival.ts";
import { REFUSALS, type RefusalName, refusalBody, refusalFields } from "../refusals.ts";

/** The writer of an HTTP/2 response. */
export class Http2Response implements ClientResponse {
  readonly #stream: ServerHttp2Stream;
  readonly #request: Http2Request;
  #trailers: OutgoingHttpHeaders = {};
  #dropsContent = false;
  isSwitched = false;
  byteCount = 0;
  /** Node does not say. */
  readonly holdsContent = true;
  /** Streams do not wait for each other. */
  readonly isQueued = false;
  /** Other requests have their own streams. */
  readonly isLast = false;

  constructor(stream: ServerHttp2Stream, request: Http2Request) {
    this.#stream = stream;
    this.#request = request;
  }

  get hasStarted(): boolean {
    return this.#stream.headersSent;
  }

  get status(): number {
    return this.hasStarted ? Number(this.#stream.sentHeaders[constants.HTTP2_HEADER_STATUS]) : 0;
  }

  get hasWholeRequest(): boolean {
    return this.#stream.endAfterHeaders || this.#stream.readableEnded;
  }

  whenFinished(callback: () => void): void {
    const stream = this.#stream;
    // Before those that take the end of the stream for the end of the client.
    stream.prependOnceListener("close", () => {
      if (this.hasStarted && stream.writableFinished && stream.rstCode === constants.NGHTTP2_NO_ERROR) callback();
    });
  }

  /** GOAWAY announces it (RFC 9113 section 6.8). */
  setLast(): void {}

  askForContent(): void {
    this.inform(constants.HTTP_STATUS_CONTINUE, []);
  }

  refuse(name: RefusalName): void {
    this.start(REFUSALS[name].status, "", refusalFields(name));
    this.write(Buffer.from(refusalBody(name)));
    this.end();
  }

  answer(status: number, fields: readonly string[]): void {
    this.start(status, "", [...fields, "Content-Length", "0"]);
    this.end();
  }

  inform(status: number, fields: readonly string[]): void {
    if (this.#isOpen) this.#stream.additionalHeaders(headersOf(status, fields));
  }

  /** Other codes are undefined. As a response to an extended CONNECT, success would mean a tunnel. */
  canTell(status: number): boolean {
    return status < 600 && !(this.#request.isTunnel && status < 300);
  }

  /** HTTP/2 has no reason phrase. */
  start(status: number, _reason: string, fields: readonly string[]): void {
    const headers = headersOf(status, fields);
    this.#dropsContent = this.#request.method === "HEAD" || WITHOUT_CONTENT.has(status);
    this.#respond(headers);
  }

  write(chunk: Uint8Array): boolean {
    if (this.#dropsContent) return true;
    this.byteCount += chunk.length;
    return this.#stream.write(chunk);
  }

  whenDrained(callback: () => void): void {
    if (this.#stream.listenerCount("drain") === 0) this.#stream.once("drain", callback);
  }

  addTrailers(fields: readonly string[]): void {
    this.#trailers = byName(fields);
  }

  end(): void {
    this.#stream.end();
    if (this.#dropsContent) this.#release();
  }

  /** RFC 9113 section 8.1.1: without END_STREAM it is incomplete. For tunnels see RFC 8441 section 5. */
  breakOff(): void {
    this.#stream.close(this.isSwitched ? constants.NGHTTP2_CANCEL : constants.NGHTTP2_INTERNAL_ERROR);
  }

  /** The client has sent no key, so reorigin must check the proof. */
  canSwitch(headers: IncomingHttpHeaders): boolean {
    return provesKey(headers["sec-websocket-accept"], this.#request.headers["sec-websocket-key"]);
  }

  switchProtocols(_protocol: string, fields: readonly string[]): BareChannel {
    const { "sec-websocket-accept": _, ...headers } = headersOf(constants.HTTP_STATUS_OK, fields);
    this.isSwitched = true;
    this.#respond(headers);
    return this.#stream;
  }

  discardContent(): void {
    if (this.#isOpen) this.#stream.close(constants.NGHTTP2_NO_ERROR);
  }

  #respond(headers: OutgoingHttpHeaders): void {
    if (!this.#isOpen) return;
    // Otherwise Node would end a stream in good order before it resets it.
    const waitForTrailers = !this.#dropsContent;
    if (waitForTrailers) this.#stream.once("wantTrailers", () => this.#finish());
    this.#stream.respond(headers, { waitForTrailers });
  }

  #finish(): void {
    this.#stream.sendTrailers(this.#trailers);
    this.#release();
  }

  /** RFC 9113 section 8.1: the client need not send the rest of the content after the response. */
  #release(): void {
    if (!this.hasWholeRequest) setImmediate(() => this.discardContent());
  }

  get #isOpen(): boolean {
    return !this.#stream.closed && !this.#stream.destroyed;
  }
}

/** RFC 9110 section 6.4.1; 205 has none either. */
const WITHOUT_CONTENT: ReadonlySet<number> = new Set([204, 205, 304]);

function headersOf(status: number, fields: readonly string[]): OutgoingHttpHeaders {
  const { connection: _, ...headers } = byName(fields);
  return { [constants.HTTP2_HEADER_STATUS]: status, ...headers };
}

/** Several lines of a field become a list, in order. */
function byName(fields: readonly string[]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = Object.create(null);
  for (let i = 0; i < fields.length; i += 2) {
    const name = (fields[i] as string).toLowerCase();
    const before = headers[name];
    headers[name] = before === undefined ? (fields[i + 1] as string) : [before, fields[i + 1] as string].flat();
  }
  return headers;
}
