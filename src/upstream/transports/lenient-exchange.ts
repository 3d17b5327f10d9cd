import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import type { Limits } from "../../limits.ts";
import { areFields } from "../../message/field-syntax.ts";
import { isLengthAmbiguous } from "../../message/framing.ts";
import { errorCode } from "../error-code.ts";
import { headersOf, type RequestMessage, requestMessage } from "./lenient-message.ts";

/** One request with Node's client, reported to an undici handler. */
export class LenientExchange implements Dispatcher.DispatchController {
  rawHeaders: string[] = [];
  rawTrailers: string[] = [];
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #limits: Readonly<Limits>;
  readonly #ended: () => void;
  #request: ClientRequest | undefined;
  #content: Readable | null = null;
  #response: IncomingMessage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reason: Error | null = null;
  #isStarted = false;
  #isOver = false;

  constructor(handler: Dispatcher.DispatchHandler, limits: Readonly<Limits>, ended: () => void) {
    this.#handler = handler;
    this.#limits = limits;
    this.#ended = ended;
  }

  get aborted(): boolean {
    return this.#reason !== null;
  }

  get paused(): boolean {
    return this.#response?.isPaused() ?? false;
  }

  get reason(): Error | null {
    return this.#reason;
  }

  run(options: Dispatcher.DispatchOptions, open: (message: RequestMessage) => ClientRequest): void {
    const content = (options.body ?? null) as Readable | null;
    this.#content = content;
    try {
      const request = open(requestMessage(options));
      this.#request = request;
      request.once("socket", (socket) => this.#connect(socket, "encrypted" in socket));
      request.once("finish", () => this.#await());
      request.on("information", (head) => this.#inform(head));
      request.once("response", (response) => this.#respond(response));
      request.once("upgrade", (response, socket, head) => this.#switch(response, socket as Socket, head));
      request.on("error", (error) => this.#break(error));
    } catch (error) {
      queueMicrotask(() => this.#fail(failure("UND_ERR_INVALID_ARG", error as Error)));
    }
  }

  abort(reason: Error): void {
    this.#fail(reason);
  }

  pause(): void {
    this.#response?.pause();
  }

  resume(): void {
    this.#response?.resume();
  }

  /** The transport is closed. */
  close(): void {
    this.#fail(failure("UND_ERR_DESTROYED"));
  }

  #connect(socket: Socket, isTls: boolean): void {
    this.#expire(this.#limits.connectTimeoutMs, "UND_ERR_CONNECT_TIMEOUT");
    socket.once(isTls ? "secureConnect" : "connect", () => this.#start());
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#isStarted = true;
    this.#tell(() => this.#handler.onRequestStart?.(this, {}));
    if (this.#isOver) return;
    if (this.#content) this.#content.pipe(this.#request as ClientRequest);
    else this.#request?.end();
  }

  /** All is sent; an answer may have come before. */
  #await(): void {
    if (!this.#response) this.#expire(this.#limits.headersTimeoutMs, "UND_ERR_HEADERS_TIMEOUT");
  }

  #inform({ statusCode, rawHeaders }: { statusCode: number; rawHeaders: string[] }): void {
    if (statusCode === 100 || !areFields(rawHeaders)) return;
    this.rawHeaders = rawHeaders;
    this.#tell(() => this.#handler.onResponseStart?.(this, statusCode, headersOf(rawHeaders)));
  }

  #respond(response: IncomingMessage): void {
    const { statusCode = 0, statusMessage = "", rawHeaders } = response;
    clearTimeout(this.#timer);
    this.#response = response;
    this.rawHeaders = rawHeaders;
    response.on("error", (error) => this.#break(error));
    response.on("data", (chunk: Buffer) => this.#tell(() => this.#handler.onResponseData?.(this, chunk)));
    response.on("end", () => this.#end(response));
    if (isLengthAmbiguous(rawHeaders)) this.#fail(failure("HPE_UNEXPECTED_CONTENT_LENGTH"));
    if (!areFields(rawHeaders)) this.#fail(failure("HPE_INVALID_HEADER_TOKEN"));
    this.#tell(() => this.#handler.onResponseStarted?.());
    this.#tell(() => this.#handler.onResponseStart?.(this, statusCode, headersOf(rawHeaders), statusMessage));
  }

  #end({ complete, rawTrailers }: IncomingMessage): void {
    if (!complete) return;
    this.rawTrailers = areFields(rawTrailers) ? rawTrailers : [];
    this.#tell(() => {
      this.#finish();
      this.#handler.onResponseEnd?.(this, {});
    });
  }

  #switch({ statusCode = 0, rawHeaders }: IncomingMessage, socket: Socket, head: Buffer): void {
    this.rawHeaders = rawHeaders;
    if (head.length > 0) socket.unshift(head);
    this.#tell(() => {
      this.#finish();
      this.#handler.onRequestUpgrade?.(this, statusCode, headersOf(rawHeaders), socket);
    });
  }

  /** Errors after the end of a response do not matter. */
  #break(error: Error): void {
    if (!this.#response?.complete) this.#fail(told(error));
  }

  /** What the handler throws is a fault of the response it was given. */
  #tell(what: () => void): void {
    if (this.#isOver) return;
    try {
      what();
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #fail(reason: Error): void {
    if (this.#isOver) return;
    this.#reason = reason;
    this.#finish();
    this.#request?.destroy();
    this.#content?.destroy();
    // Like undici: no controller for a request that was not started.
    const controller = this.#isStarted ? this : null;
    this.#handler.onResponseError?.(controller as Dispatcher.DispatchController, reason);
  }

  #finish(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#ended();
  }

  #expire(timeoutMs: number, code: string): void {
    clearTimeout(this.#timer);
    if (timeoutMs > 0) this.#timer = setTimeout(() => this.#fail(failure(code)), timeoutMs).unref();
  }
}

/** A reset, with the code that is used for it here. */
function told(error: Error): Error {
  return errorCode(error) === "ECONNRESET" ? failure("ERR_UPSTREAM_RESET", error) : error;
}

function failure(code: string, cause?: Error): Error {
  return Object.assign(new Error(`The exchange broke off: ${code}`, { cause }), { code });
}
