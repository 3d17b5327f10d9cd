import { channel } from "node:diagnostics_channel";
import type { OnReadOpts, Socket } from "node:net";
import { Duplex } from "node:stream";
import type { Dispatcher } from "undici";
import { SOCKET_BUFFER_BYTES } from "../../limits.ts";
import { READ_BYTES, ReadBuffers } from "./read-buffers.ts";
import { ResponseStart } from "./response-start.ts";
import type { ChunkHolder } from "./transport.ts";

/** What undici's parser reads the responses of one HTTP/1.1 connection from. */
export class Wire {
  readonly #start: ResponseStart;
  readonly #buffers: ReadBuffers;
  #socket: Socket | undefined;
  /** That of the response that is read, and of one that was, as long as it holds content. */
  #handler: Dispatcher.DispatchHandler | undefined;
  /** Whether the handler wants no more until it says so, or holds nothing. */
  #isPaused = false;
  /** Whether undici wanted to read in the meantime. */
  #isWanted = false;

  /** @param interimResponses how many may come before a final one */
  constructor(interimResponses: number) {
    this.#start = new ResponseStart(interimResponses);
    this.#buffers = new ReadBuffers(() => this.#isHeld);
  }

  /** For `net.connect`. */
  get onread(): OnReadOpts {
    return this.#buffers.onread;
  }

  connect(socket: Socket): void {
    this.#socket = socket;
    prepare(socket, this.#start, () => this.#mayRead());
  }

  /** The next byte is the first of a response to the request of `handler`. */
  expect(handler: Dispatcher.DispatchHandler): void {
    this.#start.expect();
    if (this.#handler) this.#buffers.settle(this.#isRead && !this.#isHeld);
    this.#handler = handler;
    this.#isPaused = false;
  }

  /**
   * Lets undici read nothing until {@link resume}, unless the handler holds nothing by then: what it writes leaves only at the
   * end of the turn.
   */
  readonly pause = (): void => {
    this.#isPaused = true;
  };

  readonly resume = (): void => {
    this.#isPaused = false;
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#socket?.emit("readable");
  };

  /** Content is about to be delivered. */
  deliver(chunk: Buffer): void {
    this.#buffers.deliver(chunk);
  }

  /** The response is complete. */
  complete(): void {
    if (!this.#isRead || this.#isHeld) return;
    this.#buffers.settle(true);
    this.#handler = undefined;
  }

  /** Ends the connection, before another request can be sent on it. */
  close(): void {
    this.#socket?.destroy();
  }

  #mayRead(): boolean {
    this.#isPaused &&= this.#isHeld;
    this.#isWanted = this.#isPaused;
    return !this.#isPaused;
  }

  get #isRead(): boolean {
    return this.#socket?.readableLength === 0;
  }

  get #isHeld(): boolean {
    if (TAPS.some(({ hasSubscribers }) => hasSubscribers)) return true;
    return this.#handler !== undefined && (this.#handler as Partial<ChunkHolder>).holdsChunks !== false;
  }
}

/** Where undici shows what it reads to others, who may keep it: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
const TAPS = ["headers", "bodyChunkReceived", "trailers"].map((event) => channel(`undici:request:${event}`));

function prepare(socket: Socket, start: ResponseStart, mayRead: () => boolean): void {
  // Not the socket's own: with memory of ours, each call of that goes on reading, however much is unread.
  const read = Duplex.prototype.read.bind(socket);
  socket.read = (size) => {
    while (mayRead()) {
      const chunk = read(size ?? portion(socket));
      const passed = start.pass(chunk);
      if (chunk === null || passed !== null) return passed;
    }
    return null;
  };
  socket.prependListener("error", (error: NodeJS.ErrnoException) => {
    // With its own code, undici would take a reset for the end of a close-delimited body.
    if (error.code === "ECONNRESET") error.code = "ERR_UPSTREAM_RESET";
    Object.assign(error, { socket: { bytesRead: socket.bytesRead } });
  });
}

/**
 * How much of what came undici reads at once; undefined for all of it. What its parser does not take when it pauses, it
 * gives back. Would all be read, the socket would be empty for that long and take 64 KiB more, at each pause, however
 * little of it the parser takes in between.
 */
function portion({ readableLength }: Socket): number | undefined {
  return readableLength > READ_BYTES ? SOCKET_BUFFER_BYTES : undefined;
}
