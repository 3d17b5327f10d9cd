import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { BodySink } from "../../body/pipeline.ts";
import type { Stage } from "../../body/stage.ts";
import { ReoriginError } from "../../errors.ts";
import type { Limits } from "../../limits.ts";
import { IdleTimer } from "../idle-timer.ts";
import { Pace } from "./pace.ts";

/** Events of a request's body on its way to the upstream. */
export interface RequestBodyEvents {
  /** The body is read for the first time, by the upstream or to be collected: time for `100 Continue`. */
  contentWanted(): void;
  /** The client sent nothing for too long, or too slowly, while we waited for it. */
  contentMissing(): void;
  /**
   * {@link RequestBody.collect} is done.
   *
   * @param contentBytes the length of the whole content; undefined if there is more than may be collected
   */
  contentCollected(contentBytes: number | undefined): void;
  /** The content cannot be decoded (ERR_CODING) or exceeds a limit (ERR_LIMIT). */
  contentBroken(error: Error): void;
}

type RequestBodyLimits = Pick<
  Limits,
  "bodyIdleTimeoutMs" | "clientBytesPerSecond" | "collectedContentBytes" | "contentBytes"
>;

/**
 * A request's body on its way to the upstream.
 *
 * undici destroys the stream that it reads from when the upstream answers early or fails. Destroying Node's own message
 * would close the client's connection, which still has to carry the response.
 */
export class RequestBody extends Readable implements BodySink {
  readonly #source: Readable;
  readonly #events: RequestBodyEvents;
  readonly #idle: IdleTimer;
  readonly #pace: Pace;
  /** Undici says nothing of what it holds. */
  readonly holdsContent = true;
  readonly #pipeline: Stage;
  readonly #maxBytes: number;
  readonly #maxCollectedBytes: number;
  #isWanted = false;
  #isCollecting = false;
  #sentBytes = 0;
  /** Bytes received from the client so far. */
  byteCount = 0;

  /** @param open creates the stage that the bytes go through */
  constructor(source: Readable, open: (sink: BodySink) => Stage, limits: RequestBodyLimits, events: RequestBodyEvents) {
    super();
    this.#source = source;
    this.#events = events;
    this.#idle = new IdleTimer(limits.bodyIdleTimeoutMs, () => events.contentMissing());
    this.#pace = new Pace(limits.clientBytesPerSecond, limits.bodyIdleTimeoutMs);
    this.#maxBytes = limits.contentBytes || Number.POSITIVE_INFINITY;
    this.#maxCollectedBytes = limits.collectedContentBytes;
    this.#pipeline = open(this);
    source.pause();
    source.on("data", this.#onData);
    source.on("end", this.#onEnd);
  }

  /** Whether nothing has been read yet. */
  get isUntouched(): boolean {
    return !this.#isWanted;
  }

  /** Reads the content from the client before the upstream asks for it, up to `collectedContentBytes`. */
  collect(): void {
    this.#isCollecting = true;
    this.#want();
  }

  override _read(): void {
    if (this.#isWanted) this.#pipeline.resume();
    else this.#want();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#idle.stop();
    this.#source.off("data", this.#onData);
    this.#source.off("end", this.#onEnd);
    this.#source.pause();
    this.#pipeline.destroy();
    callback(error);
  }

  /** The pipeline's output. */
  data(chunk: Uint8Array): boolean {
    this.#sentBytes += chunk.length;
    const hasRoom = this.push(chunk);
    if (this.#isCollecting && this.#sentBytes > this.#maxCollectedBytes) this.#endCollecting(undefined);
    return hasRoom || this.#isCollecting;
  }

  /** The pipeline takes more. */
  drain(): void {
    if (this.#source.readableEnded) return;
    this.#idle.touch();
    this.#pace.start();
    this.#source.resume();
  }

  /** The pipeline's output is complete. */
  end(): void {
    this.push(null);
    if (this.#isCollecting) this.#endCollecting(this.#sentBytes);
  }

  error(error: Error): void {
    this.#events.contentBroken(error);
  }

  #endCollecting(contentBytes: number | undefined): void {
    this.#isCollecting = false;
    this.#events.contentCollected(contentBytes);
  }

  #want(): void {
    this.#isWanted = true;
    this.#events.contentWanted();
    this.drain();
  }

  readonly #onData = (chunk: Buffer): void => {
    this.byteCount += chunk.length;
    if (this.byteCount > this.#maxBytes) {
      this.#events.contentBroken(
        new ReoriginError("ERR_LIMIT", `Cannot take content: more than ${this.#maxBytes} bytes`),
      );
      return;
    }
    if (!this.#pace.accepts(chunk.length)) {
      this.#events.contentMissing();
      return;
    }
    this.#idle.touch();
    if (this.#pipeline.write(chunk)) return;
    this.#idle.stop();
    this.#pace.stop();
    this.#source.pause();
  };

  readonly #onEnd = (): void => {
    this.#idle.stop();
    this.#pipeline.end();
  };
}

/**
 * Reads and drops the rest of a request that has been answered (RFC 9112 section 9.3). Without this, a reset could destroy
 * the response, and the next request on the connection would not be found. A client that sends too much loses the connection.
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
