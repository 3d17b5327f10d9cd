import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { IdleTimer } from "./idle-timer.ts";

/** What the exchange wants to know of a request's body on its way up. */
export interface RequestBodyEvents {
  /** The upstream is there and reads: time for `100 Continue`. Called once. */
  contentWanted(): void;
  /** The client sent nothing for too long while the upstream was waiting. */
  contentMissing(): void;
}

/**
 * A request's body on its way up.
 *
 * undici destroys the stream that it reads from when the upstream answers early or fails. Node's own message would take
 * the client's connection with it, which still has to carry the answer.
 */
export class RequestBody extends Readable {
  readonly #source: IncomingMessage;
  readonly #events: RequestBodyEvents;
  readonly #idle: IdleTimer;
  #isWanted = false;
  /** Bytes that came from the client so far. */
  byteCount = 0;

  constructor(source: IncomingMessage, idleTimeoutMs: number, events: RequestBodyEvents) {
    super();
    this.#source = source;
    this.#events = events;
    this.#idle = new IdleTimer(idleTimeoutMs, () => events.contentMissing());
    source.pause();
    source.on("data", this.#onData);
    source.on("end", this.#onEnd);
  }

  override _read(): void {
    if (!this.#isWanted) {
      this.#isWanted = true;
      this.#events.contentWanted();
    }
    this.#idle.touch();
    this.#source.resume();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#idle.stop();
    this.#source.off("data", this.#onData);
    this.#source.off("end", this.#onEnd);
    this.#source.pause();
    callback(error);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.byteCount += chunk.length;
    this.#idle.touch();
    if (this.push(chunk)) return;
    this.#idle.stop();
    this.#source.pause();
  };

  readonly #onEnd = (): void => {
    this.#idle.stop();
    this.push(null);
  };
}

/**
 * Reads and drops what is left of a request that has been answered (RFC 9112 section 9.3), so that the answer is not lost
 * in a reset and the next request on the connection is found. Who sends too much of it loses the connection.
 */
export function drainRequest(source: IncomingMessage): void {
  if (source.complete) return;
  let left = MAX_DRAINED_BYTES;
  source.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) source.destroy();
  });
  const deadline = setTimeout(() => source.destroy(), MAX_DRAIN_MS).unref();
  source.once("close", () => clearTimeout(deadline));
  source.resume();
}

const MAX_DRAINED_BYTES = 1_048_576;
const MAX_DRAIN_MS = 5000;
