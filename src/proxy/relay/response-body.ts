import type { BodySink } from "../../body/pipeline.ts";
import type { Stage } from "../../body/stage.ts";
import { ReoriginError } from "../../errors.ts";
import type { ClientResponse } from "../arrival.ts";
import { IdleTimer } from "../idle-timer.ts";
import type { ResponseTimeouts } from "./response-timeouts.ts";

/** Events of a response's body on its way to the client. */
export interface ResponseBodyEvents {
  /** {@link ResponseBody.write} returned false, and now there is room again. */
  responseWanted(): void;
  /** The upstream sent nothing for too long while we waited for it. */
  responseMissing(): void;
  /** The body broke off, and all of it that could be sent is sent; or the client reads too slowly (ERR_LIMIT). */
  responseBroken(error: Error): void;
}

/** A response's body on its way to the client. */
export class ResponseBody implements BodySink {
  readonly #client: ClientResponse;
  readonly #events: ResponseBodyEvents;
  readonly #idle: IdleTimer;
  readonly #taking: IdleTimer;
  readonly #pipeline: Stage;

  /** @param open creates the stage that the bytes go through */
  constructor(
    client: ClientResponse,
    open: (sink: BodySink) => Stage,
    timeouts: ResponseTimeouts,
    events: ResponseBodyEvents,
  ) {
    this.#client = client;
    this.#events = events;
    this.#idle = new IdleTimer(timeouts.idleTimeoutMs, () => events.responseMissing());
    this.#taking = new IdleTimer(timeouts.takingTimeoutMs, () => this.#clientStalled());
    this.#pipeline = open(this);
    this.#idle.touch();
  }

  get holdsChunks(): boolean {
    return this.#pipeline.holdsChunks || this.holdsContent;
  }

  get holdsContent(): boolean {
    return this.#client.holdsContent;
  }

  /** @returns false when the upstream should pause */
  write(chunk: Uint8Array): boolean {
    this.#idle.touch();
    const hasRoom = this.#pipeline.write(chunk);
    if (!hasRoom) this.#idle.stop();
    return hasRoom;
  }

  /** The upstream's body is complete. */
  complete(trailers: readonly string[]): void {
    this.#idle.stop();
    this.#client.addTrailers(trailers);
    this.#pipeline.end();
  }

  /** The upstream's body broke off. */
  fail(error: Error): void {
    this.#idle.stop();
    this.#pipeline.fail(error);
  }

  /** The exchange is over: nothing more is sent. */
  destroy(): void {
    this.#idle.stop();
    this.#taking.stop();
    this.#pipeline.destroy();
  }

  /** The pipeline's output. */
  data(chunk: Uint8Array): boolean {
    const hasRoom = this.#client.write(chunk);
    if (hasRoom) return true;
    this.#taking.touch();
    this.#client.whenDrained(() => {
      this.#taking.stop();
      this.#pipeline.resume();
    });
    return false;
  }

  /** The pipeline takes more. */
  drain(): void {
    this.#idle.touch();
    this.#events.responseWanted();
  }

  /** The pipeline's output is complete. */
  end(): void {
    this.#taking.touch();
    this.#client.end();
  }

  error(error: Error): void {
    this.#events.responseBroken(error);
  }

  #clientStalled(): void {
    if (this.#client.isQueued) this.#taking.touch();
    else this.#events.responseBroken(new ReoriginError("ERR_LIMIT", "Cannot answer: the client takes too little"));
  }
}
