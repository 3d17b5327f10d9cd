import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { areFields } from "../../message/field-syntax.ts";
import { interimHead } from "../../message/interim-head.ts";
import { firstValue } from "../../message/raw-fields.ts";
import type { ClientResponse } from "../arrival.ts";
import { REFUSALS, type RefusalName, refusalBody, refusalFields } from "../refusals.ts";
import { drainRequest } from "../relay/request-body.ts";

/** The writer of an HTTP/1.1 or 1.0 response. */
export class Http1Response implements ClientResponse {
  readonly #response: ServerResponse;
  readonly #mayStay: boolean;
  readonly #writesDirectly: boolean;
  #unsent: Beginning | undefined;
  #dropsContent = false;
  isSwitched = false;
  byteCount = 0;

  /** @param writesDirectly whether nothing stands between the response and its connection that could hold content */
  constructor(response: ServerResponse, { writesDirectly }: { readonly writesDirectly: boolean }) {
    this.#response = response;
    this.#writesDirectly = writesDirectly;
    this.#mayStay = response.shouldKeepAlive;
  }

  get holdsContent(): boolean {
    const { writableLength, destroyed, writableFinished } = this.#response;
    const isBrokenOff = destroyed && !writableFinished;
    return !this.#writesDirectly || this.#unsent?.content !== undefined || writableLength > 0 || isBrokenOff;
  }

  get isQueued(): boolean {
    return this.#response.socket === null;
  }

  get hasStarted(): boolean {
    return this.#unsent !== undefined || this.#response.headersSent;
  }

  get status(): number {
    if (this.isSwitched) return 101;
    if (this.#unsent) return this.#unsent.status;
    return this.#response.headersSent ? this.#response.statusCode : 0;
  }

  /** Node decides it, too: a client that waits for 100 Continue and gets another response may send the content or not. */
  get isLast(): boolean {
    return this.#response.headersSent && !this.#response.shouldKeepAlive;
  }

  get hasWholeRequest(): boolean {
    return this.#response.req.complete;
  }

  whenFinished(callback: () => void): void {
    this.#response.once("finish", callback);
  }

  setLast(isLast: boolean): void {
    this.#response.shouldKeepAlive = this.#mayStay && !isLast;
  }

  /** Node would put what is sent before its turn behind the response's head. */
  askForContent(): void {
    const ask = () => {
      if (!this.hasStarted) this.#response.writeContinue();
    };
    if (this.isQueued) this.#response.once("socket", ask);
    else ask();
  }

  refuse(name: RefusalName): void {
    const { status, closes } = REFUSALS[name];
    if (closes) this.#response.shouldKeepAlive = false;
    this.#response.writeHead(status, refusalFields(name));
    const body = refusalBody(name);
    if (this.#response.req.method !== "HEAD") this.byteCount += body.length;
    this.#response.end(body);
  }

  answer(status: number, fields: readonly string[]): void {
    this.#response.writeHead(status, [...fields, "Content-Length", "0"]);
    this.#response.end();
  }

  /**
   * HTTP/1.0 has none (RFC 9110 section 15.2), and a response that waits for its turn none either: they may be omitted, and
   * would come before those of others. Nothing after us checks the fields.
   */
  inform(status: number, fields: readonly string[]): void {
    const { socket, req } = this.#response;
    const isTold = req.httpVersionMinor !== 0 && areFields(fields);
    if (socket?.writable && isTold) socket.write(interimHead(status, fields), "latin1");
  }

  canTell(): boolean {
    return true;
  }

  start(status: number, reason: string, fields: readonly string[]): void {
    // Node knows the other answers without content: to HEAD, 204 and 304.
    this.#dropsContent = status === 205;
    this.#unsent = { status, reason, fields, content: undefined };
    // Content that is slow to come must not hold the head back; if all of it is there, its length can be told.
    queueMicrotask(() => this.#sendBeginning());
  }

  write(chunk: Uint8Array): boolean {
    if (this.#dropsContent) return true;
    this.byteCount += chunk.length;
    if (this.#unsent && !this.#unsent.content) {
      this.#unsent.content = chunk;
      return true;
    }
    this.#sendBeginning();
    return this.#response.write(chunk);
  }

  whenDrained(callback: () => void): void {
    if (this.#response.listenerCount("drain") === 0) this.#response.once("drain", callback);
  }

  addTrailers(fields: readonly string[]): void {
    if (fields.length === 0) return;
    this.#sendBeginning();
    const pairs: [string, string][] = [];
    for (let i = 0; i < fields.length; i += 2) pairs.push([fields[i] as string, fields[i + 1] as string]);
    this.#response.addTrailers(pairs);
  }

  end(): void {
    if (this.#unsent) this.#sendWhole(this.#unsent);
    else this.#response.end();
  }

  /** Closes the connection (RFC 9112 section 8). */
  breakOff(): void {
    const socket = this.isSwitched ? this.#response.req.socket : this.#response.socket;
    // A pipelined response gets the connection when its turn comes; Node would have forgotten by then.
    if (socket) this.#close(socket);
    else this.#response.once("socket", (later) => this.#close(later));
  }

  canSwitch(): boolean {
    return true;
  }

  switchProtocols(protocol: string, fields: readonly string[]): Socket {
    const { socket } = this.#response.req;
    this.isSwitched = true;
    this.#response.detachSocket(socket);
    socket.write(interimHead(101, ["Connection", "Upgrade", "Upgrade", protocol, ...fields]), "latin1");
    return socket;
  }

  discardContent(): void {
    drainRequest(this.#response.req);
  }

  #sendBeginning(): void {
    if (!this.#unsent || this.#response.destroyed) return;
    const { fields, content } = this.#unsent;
    this.#writeHead(this.#unsent, fields);
    if (content) this.#response.write(content);
    else this.#response.flushHeaders();
  }

  #sendWhole(whole: Beginning): void {
    const { status, fields, content } = whole;
    const isWithoutLength = this.#response.req.method === "HEAD" || status === 204 || status === 304;
    const isTold = isWithoutLength || firstValue(fields, "content-length") !== undefined;
    this.#writeHead(whole, isTold ? fields : [...fields, "Content-Length", String(content?.length ?? 0)]);
    this.#response.end(content);
  }

  #writeHead({ status, reason }: Beginning, fields: readonly string[]): void {
    this.#unsent = undefined;
    const sent = this.#isChunked(status, fields) ? fields : withoutTrailer(fields);
    if (reason === "") this.#response.writeHead(status, sent as string[]);
    else this.#response.writeHead(status, reason, sent as string[]);
  }

  #isChunked(status: number, fields: readonly string[]): boolean {
    const { httpVersionMinor, method } = this.#response.req;
    const hasContent = method !== "HEAD" && status !== 204 && status !== 304;
    return httpVersionMinor !== 0 && hasContent && firstValue(fields, "content-length") === undefined;
  }

  #close(socket: Socket): void {
    // Only a reset tells the end of what the connection's end delimits from a good one.
    if (this.#response.req.httpVersionMinor === 0 && !("encrypted" in socket)) socket.resetAndDestroy();
    else socket.destroy();
  }
}

/** Only chunks carry trailers, and Node throws where they are announced without. */
function withoutTrailer(fields: readonly string[]): readonly string[] {
  if (firstValue(fields, "trailer") === undefined) return fields;
  return fields.filter((_, i) => (fields[i - (i % 2)] as string).toLowerCase() !== "trailer");
}

/** A response that is not sent yet: its head, and the first part of its content, if any. */
interface Beginning {
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly string[];
  content: Uint8Array | undefined;
}
