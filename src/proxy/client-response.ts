import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { switchingProtocols } from "../message/upgrade.ts";
import { REFUSALS, type RefusalName, refusalBody, refusalFields } from "./refusals.ts";

/** The one writer of an answer to the client. Fields are names and values in turn. */
export class ClientResponse {
  readonly #response: ServerResponse;
  #isSwitched = false;
  #dropsContent = false;
  /** Bytes of content written so far. */
  byteCount = 0;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get hasStarted(): boolean {
    return this.#response.headersSent;
  }

  /** The status that the client sees; 0 while it sees none. */
  get status(): number {
    if (this.#isSwitched) return 101;
    return this.hasStarted ? this.#response.statusCode : 0;
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

  /** Passes on an interim response. HTTP/1.0 knows none (RFC 9110 section 15.2), and Node before 24 only some. */
  inform(status: number, fields: readonly string[]): void {
    if (this.#response.req.httpVersionMinor !== 0) this.#response.writeInformation?.(status, fields as string[]);
  }

  /** @param reason "" for the usual one */
  start(status: number, reason: string, fields: readonly string[]): void {
    const list = fields as string[];
    // Node knows the other answers without content: to HEAD, 204 and 304.
    this.#dropsContent = status === 205;
    if (reason === "") this.#response.writeHead(status, list);
    else this.#response.writeHead(status, reason, list);
    // A body that is slow to come must not hold its head back; one that is there shares a packet with it.
    queueMicrotask(() => this.#flushHead());
  }

  /** @returns false when the client takes no more for now: see {@link whenDrained} */
  write(chunk: Uint8Array): boolean {
    if (this.#dropsContent) return true;
    this.byteCount += chunk.length;
    return this.#response.write(chunk);
  }

  /** Calls back once, when the client takes more after a `write` that returned false. */
  whenDrained(callback: () => void): void {
    if (this.#response.listenerCount("drain") === 0) this.#response.once("drain", callback);
  }

  /** Trailer fields are sent where the framing has room for them. Before {@link end}. */
  addTrailers(fields: readonly string[]): void {
    if (fields.length === 0) return;
    const pairs: [string, string][] = [];
    for (let i = 0; i < fields.length; i += 2) pairs.push([fields[i] as string, fields[i + 1] as string]);
    this.#response.addTrailers(pairs);
  }

  end(): void {
    this.#response.end();
  }

  /** Closes the connection so that nobody takes what came so far for the whole (RFC 9112 section 8). */
  breakOff(): void {
    const { socket } = this.#response;
    // A pipelined response gets the connection when its turn comes; Node would have forgotten by then.
    if (socket) this.#close(socket);
    else this.#response.once("socket", (later) => this.#close(later));
  }

  /** Answers 101, and hands over the bare connection. */
  switchProtocols(protocol: string, fields: readonly string[]): Socket {
    const { socket } = this.#response.req;
    this.#isSwitched = true;
    this.#response.detachSocket(socket);
    socket.write(switchingProtocols(protocol, fields), "latin1");
    return socket;
  }

  #flushHead(): void {
    if (this.byteCount === 0 && !this.#response.writableEnded && !this.#response.destroyed)
      this.#response.flushHeaders();
  }

  #close(socket: Socket): void {
    // Only a reset tells the end of what the connection's end delimits from a good one.
    if (this.#response.req.httpVersionMinor === 0 && !("encrypted" in socket)) socket.resetAndDestroy();
    else socket.destroy();
  }
}
