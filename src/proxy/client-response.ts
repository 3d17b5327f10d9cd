import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { BodyPipeline, BodySink } from "./ports.ts";
import { REFUSALS, type RefusalName, refusalBody, refusalFields } from "./refusals.ts";
import { switchingProtocols } from "./upgrade.ts";

/**
 * The one writer of a response to the client: the sink of every body pipeline, and a pipeline of no stages itself.
 *
 * Fields are names and values in turn.
 */
export class ClientResponse implements BodyPipeline, BodySink {
  readonly #response: ServerResponse;
  readonly #onDrain: () => void;
  #isFull = false;
  /** Bytes of content written so far. */
  byteCount = 0;

  /** @param onDrain the client takes more, after a {@link write} that returned false */
  constructor(response: ServerResponse, onDrain: () => void) {
    this.#response = response;
    this.#onDrain = onDrain;
  }

  get hasStarted(): boolean {
    return this.#response.headersSent;
  }

  /** 0 while there is none. */
  get status(): number {
    return this.hasStarted ? this.#response.statusCode : 0;
  }

  /** Passes on an interim response. HTTP/1.0 knows none (RFC 9110 section 15.2). */
  inform(status: number, fields: readonly string[]): void {
    if (this.#response.req.httpVersionMinor !== 0) this.#response.writeInformation(status, fields as string[]);
  }

  /** @param reason "" for the usual one */
  start(status: number, reason: string, fields: readonly string[]): void {
    const list = fields as string[];
    if (reason === "") this.#response.writeHead(status, list);
    else this.#response.writeHead(status, reason, list);
    // A body that is slow to come must not hold its head back; one that is there shares a packet with it.
    queueMicrotask(() => this.#flushHead());
  }

  /** Answers in the upstream's place. */
  refuse(name: RefusalName): void {
    const { status, closes } = REFUSALS[name];
    if (closes) this.#response.shouldKeepAlive = false;
    this.#response.writeHead(status, refusalFields(name));
    this.#response.end(refusalBody(name));
  }

  /** A short answer without content that is no error. */
  answer(status: number, fields: readonly string[]): void {
    this.#response.writeHead(status, [...fields, "Content-Length", "0"]);
    this.#response.end();
  }

  /** Answers 101, and hands over the bare connection. */
  switchProtocols(protocol: string, fields: readonly string[]): Socket {
    const { socket } = this.#response.req;
    this.#response.detachSocket(socket);
    socket.write(switchingProtocols(protocol, fields), "latin1");
    return socket;
  }

  write(chunk: Uint8Array): boolean {
    this.byteCount += chunk.length;
    const hasRoom = this.#response.write(chunk);
    if (!hasRoom && !this.#isFull) {
      this.#isFull = true;
      this.#response.once("drain", this.#drained);
    }
    return hasRoom;
  }

  /** Trailer fields are sent where the framing has room for them; call before {@link end}. */
  addTrailers(fields: readonly string[]): void {
    const pairs: [string, string][] = [];
    for (let i = 0; i < fields.length; i += 2) pairs.push([fields[i] as string, fields[i + 1] as string]);
    this.#response.addTrailers(pairs);
  }

  end(): void {
    this.#response.end();
  }

  /** Closes the connection so that nobody takes what came so far for the whole (RFC 9112 section 8). */
  breakOff(): void {
    const { socket, req } = this.#response;
    // What is cut off is delimited by the connection's end: only a reset tells this end from a good one.
    if (req.httpVersionMinor === 0 && socket && !("encrypted" in socket)) socket.resetAndDestroy();
    else this.#response.destroy();
  }

  data(chunk: Uint8Array): boolean {
    return this.write(chunk);
  }

  error(): void {
    this.breakOff();
  }

  /** As a pipeline it keeps nothing that could be released. */
  destroy(): void {}

  drain(): void {
    this.#onDrain();
  }

  #flushHead(): void {
    if (this.byteCount === 0 && !this.#response.writableEnded && !this.#response.destroyed)
      this.#response.flushHeaders();
  }

  readonly #drained = (): void => {
    this.#isFull = false;
    this.#onDrain();
  };
}
