import { channel } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import type { Dispatcher } from "undici";
import { SOCKET_BUFFER_BYTES } from "../../limits.ts";
import { READ_BYTES, ReadBuffers } from "./read-buffers.ts";
import { ResponseStart } from "./response-start.ts";

/** A handler that tells whether chunks it was given may still be read. While they may, their memory is not used again. */
export interface ChunkHolder extends Dispatcher.DispatchHandler {
  readonly holdsChunks: boolean;
}

/** What undici's parser reads the responses of an HTTP/1.1 connection from. */
export class Wire {
  readonly #start: ResponseStart;
  #buffers: ReadBuffers | undefined;
  #socket: Socket | undefined;
  #handler: Dispatcher.DispatchHandler | undefined;

  /** @param interimResponses how many may come before a final one */
  constructor(interimResponses: number) {
    this.#start = new ResponseStart(interimResponses);
  }

  /** The memory for a connection that is about to be made. */
  newBuffers(): ReadBuffers {
    this.#buffers = new ReadBuffers(() => this.#isHeld);
    return this.#buffers;
  }

  /** @param socket undefined for one that speaks HTTP/2 */
  connect(socket: Socket | undefined): void {
    this.#socket = socket;
    if (socket) prepare(socket, this.#start);
  }

  /** The next byte is the first of a response to the request of `handler`. */
  expect(handler: Dispatcher.DispatchHandler): void {
    this.#start.expect();
    this.#buffers?.settle(this.#socket?.readableLength === 0);
    this.#handler = handler;
  }

  /** Content is about to be delivered. */
  deliver(chunk: Buffer): void {
    this.#buffers?.deliver(chunk);
  }

  /** Ends the connection, before another request can be sent on it. */
  close(): void {
    this.#socket?.destroy();
  }

  get #isHeld(): boolean {
    const isTapped = TAPS.some(({ hasSubscribers }) => hasSubscribers);
    return isTapped || (this.#handler as Partial<ChunkHolder> | undefined)?.holdsChunks !== false;
  }
}

/** Where undici shows what it reads to others, who may keep it: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
const TAPS = ["headers", "bodyChunkReceived", "trailers"].map((event) => channel(`undici:request:${event}`));

function prepare(socket: Socket, start: ResponseStart): void {
  // Not the socket's own: with memory of ours, each call of that goes on reading, however much is unread.
  const read = Duplex.prototype.read.bind(socket);
  socket.read = (size) => {
    for (;;) {
      const chunk = read(size ?? portion(socket));
      const passed = start.pass(chunk);
      if (chunk === null || passed !== null) return passed;
    }
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
